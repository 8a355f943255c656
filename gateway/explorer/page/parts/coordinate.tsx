/** A schema coordinate, which breaks after the dot where the line is too short for it. */
export function Coordinate({ name }: { readonly name: string }) {
  const dot = name.indexOf('.') + 1;
  return (
    <code className="coordinate">
      {name.slice(0, dot)}
      <wbr />
      {name.slice(dot)}
    </code>
  );
}
