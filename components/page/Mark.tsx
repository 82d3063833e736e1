/** Kibitz's mark: two people and the one line between them. Decoration; the word stands beside it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 32" aria-hidden="true">
      <path class="mark-line" d="M11 13 C 17 33, 31 33, 37 13" />
      <circle class="mark-one" cx="11" cy="12" r="9" />
      <circle class="mark-two" cx="37" cy="12" r="9" />
    </svg>
  );
}
