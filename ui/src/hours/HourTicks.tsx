const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** The hours of a day along a ruler, each in the words it is given. */
export function HourTicks({ words = String }: { readonly words?: (hour: number) => string }) {
  return hours.map((hour) => (
    <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
      {words(hour)}
    </span>
  ));
}
