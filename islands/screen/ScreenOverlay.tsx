import type { TargetedPointerEvent } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Part } from "../../components/ui/Guard.tsx";
import { InkLayer } from "../../components/screen/InkLayer.tsx";
import { InkTools } from "../../components/screen/InkTools.tsx";
import { useSession } from "../../session/mod.ts";
import { createSurface, type Point, type Surface, transformOf } from "../../session/screen/mod.ts";
import { failedTexts } from "../../texts/failed.ts";
import { presentingTexts } from "../../texts/presenting.ts";
import type { SharedScreenProps } from "./SharedScreen.tsx";

/** Zoom and ink over the video of the tile in which it lies. */
export function ScreenOverlay({ presenter }: SharedScreenProps) {
  const session = useSession();
  const room = session.room.value;
  const surface = useMemo(
    () => room === null ? null : createSurface(room, presenter, () => performance.now()),
    [room, presenter],
  );
  useEffect(() => {
    room?.ink.prepare().catch(() => {
      // TypeError: the server can't be reached, and what draws could not be fetched. Zoom works.
    });
    return () => surface?.close();
  }, [surface]);
  return surface === null
    ? null
    : <Laid surface={surface} own={presenter === session.state.value?.self.id} />;
}

function Laid({ surface, own }: { surface: Surface; own: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  useFrames(ref, surface);
  const transform = transformOf(surface.zoom.value);
  // Before this is painted, so that picture and ink move in the same frame.
  useLayoutEffect(() => {
    const video = ref.current?.parentElement?.querySelector("video");
    if (video) video.style.transform = transform;
  }, [transform]);
  const rect = surface.rect.value;
  const picture = surface.picture.value;
  const t = presentingTexts();
  return (
    <>
      <div
        ref={ref}
        class="surface"
        role="application"
        aria-label={t.screen}
        tabIndex={0}
        data-testid="surface"
        data-tool={surface.tool.value}
        data-zoomed={surface.zoom.value.scale > 1 ? "yes" : undefined}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          surface.down(event.pointerId, placeOf(event));
        }}
        onPointerMove={(event) => {
          const all = event.getCoalescedEvents?.() ?? [];
          const events = all.length === 0 ? [event] : all;
          surface.move(event.pointerId, events.map((one) => placeIn(event.currentTarget, one)));
        }}
        onPointerUp={(event) => surface.up(event.pointerId, placeOf(event))}
        onPointerCancel={(event) => surface.cancel(event.pointerId)}
        onWheel={(event) => {
          event.preventDefault();
          const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
          surface.wheel(event.deltaY * lines, placeIn(event.currentTarget, event));
        }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !pressed(surface, event.key)) {
            return;
          }
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {rect !== null && picture !== null && (
          <Part words={failedTexts().drawings} class="over-screen" of={surface.board.value}>
            <InkLayer board={surface.board.value} picture={picture} rect={rect} />
          </Part>
        )}
      </div>
      <InkTools
        tool={surface.tool.value}
        colour={surface.colour.value}
        zoomed={surface.zoom.value.scale > 1}
        canUndo={surface.canUndo.value}
        canClear={surface.canClear.value}
        ownScreen={own}
        onTool={surface.setTool}
        onColour={surface.setColour}
        onZoom={surface.key}
        onUndo={surface.undo}
        onClear={surface.clear}
      />
    </>
  );
}

/** Tells the surface how large it is, and how large the frames of its video are. */
function useFrames(ref: { current: HTMLElement | null }, surface: Surface): void {
  useEffect(() => {
    const element = ref.current;
    const video = element?.parentElement?.querySelector("video");
    if (element === null || !video) return;
    const look = () => {
      const { videoWidth: width, videoHeight: height } = video;
      if (width > 0 && height > 0) surface.frames({ width, height });
    };
    // By parts of a pixel: what is rounded here is off by as much more as the picture is zoomed.
    const watcher = new ResizeObserver(([{ contentRect: { width, height } }]) => {
      surface.measure({ width, height });
    });
    watcher.observe(element);
    video.addEventListener("resize", look);
    video.addEventListener("loadeddata", look);
    look();
    return () => {
      watcher.disconnect();
      video.removeEventListener("resize", look);
      video.removeEventListener("loadeddata", look);
      video.style.transform = "";
    };
  }, [surface]);
}

function pressed(surface: Surface, key: string): boolean {
  switch (key.toLowerCase()) {
    case "l":
      surface.setTool("laser");
      return true;
    case "p":
      surface.setTool("pen");
      return true;
    case "escape":
      if (surface.tool.value === "look") return false;
      surface.setTool("look");
      return true;
    case "u":
      surface.undo();
      return true;
    default:
      return surface.key(key);
  }
}

function placeOf(event: TargetedPointerEvent<HTMLElement>): Point {
  return placeIn(event.currentTarget, event);
}

function placeIn(element: Element, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
