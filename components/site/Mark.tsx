/** Kibitz's mark: two people and the one line between them. Decoration; the word stands beside it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 32" aria-hidden="true">
      <path class="mark-line" d="M12 14 C 18 29, 30 29, 36 14" />
      <circle class="mark-one" cx="12" cy="12" r="9" />
      <circle class="mark-two" cx="36" cy="12" r="9" />
    </svg>
  );
}
