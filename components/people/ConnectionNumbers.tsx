import type { Diagnostics } from "../../lib/mod.ts";
import { say } from "../../texts/mod.ts";
import { peopleTexts } from "../../texts/people.ts";

/** What one connection is like, in numbers. */
export function ConnectionNumbers({ diagnostics }: { diagnostics: Diagnostics | null }) {
  const t = peopleTexts();
  if (diagnostics === null) {
    return <p class="person-numbers dim" role="status">{t.quality.unknown}</p>;
  }
  const { way, protocol, roundTrip, loss, bitrate, video } = diagnostics;
  const pictures = (["camera", "screen"] as const).flatMap((lane) => {
    const picture = video[lane];
    return picture === undefined ? [] : [{ lane, picture }];
  });
  return (
    <dl class="person-numbers" data-testid="numbers">
      <Line name={t.way} value={say(t.ways[way], { protocol: protocol.toUpperCase() })} />
      <Line
        name={t.roundTrip}
        value={roundTrip === null
          ? t.notYet
          : say(t.milliseconds, { value: Math.round(roundTrip) })}
      />
      <Line
        name={t.loss}
        value={loss === null ? t.notYet : say(t.percent, { value: loss.toFixed(1) })}
      />
      <Line
        name={t.bitrate}
        value={bitrate === null
          ? t.notYet
          : say(t.kbits, { in: Math.round(bitrate.in), out: Math.round(bitrate.out) })}
      />
      {pictures.map(({ lane, picture }) => (
        <Line
          key={lane}
          name={t.pictures[lane]}
          value={say(t.picture, {
            width: picture.width,
            height: picture.height,
            frames: Math.round(picture.framesPerSecond),
          })}
        />
      ))}
    </dl>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
