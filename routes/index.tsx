import { Hello } from "../islands/Hello.tsx";
export default function Home() {
  return (
    <main>
      <h1>Kibitz</h1>
      <Hello name="x" />
    </main>
  );
}
