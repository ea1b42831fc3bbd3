/** What a reader calls a colour; grey and black where it has hardly any. Red, green and blue count to 255. */
export function colorName([red, green, blue]: readonly [number, number, number]): string {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const range = most - least;
  if (range < 0.14 * 255) return most < 60 ? 'black' : most > 225 ? 'white' : 'gray';
  const hue =
    60 *
    (most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4);
  return hues.find(([end]) => hue < end)?.[1] ?? 'red';
}

/** Where each colour of the circle ends, in degrees. */
const hues: readonly (readonly [end: number, name: string])[] = [
  [16, 'red'],
  [42, 'orange'],
  [70, 'yellow'],
  [165, 'green'],
  [192, 'cyan'],
  [246, 'blue'],
  [288, 'purple'],
  [335, 'magenta'],
  [360, 'red'],
];

/** `#ffd400` */
export function hexOf(color: readonly [number, number, number]): string {
  return `#${color
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
