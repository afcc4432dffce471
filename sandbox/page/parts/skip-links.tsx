const PLACES = {
  'phones-title': 'customers',
  'machine-title': 'state machines',
  'desk-title': 'desk',
};

/** Past what one does not want to tab through; seen by whoever comes by with the keyboard. */
export function SkipLinks() {
  return (
    <nav class="skip" aria-label="On this page">
      {Object.entries(PLACES).map(([id, name]) => (
        <a key={id} href={`#${id}`}>
          Skip to the {name}
        </a>
      ))}
    </nav>
  );
}
