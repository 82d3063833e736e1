import { ConnectionDiagram } from "../components/site/ConnectionDiagram.tsx";
import { Page } from "../components/site/Page.tsx";
import { OpenRoom } from "../islands/OpenRoom.tsx";

const PRIVATE = "Your call is encrypted from browser to browser; the server " +
  "introduces you, and never gets the key in your link.";

/** `/`: start a call, open one, or go back to one. */
export default function Home() {
  return (
    <Page description={`Video calls from one link. ${PRIVATE}`} current="/">
      <div class="home">
        <div class="home-words">
          <h1>
            <span>Open a link.</span> <span>You are in a call.</span>
          </h1>
          <p class="lead">No account, nothing to install. {PRIVATE}</p>
        </div>
        <OpenRoom />
        <figure class="home-picture">
          <ConnectionDiagram />
          <figcaption>
            <a href="/security">How this is protected, and what is not</a>
          </figcaption>
        </figure>
      </div>
    </Page>
  );
}
