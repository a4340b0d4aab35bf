/** `PREFIX/YYYY/MM/DD/NAME`, by the UTC date. */
export function datedPath(prefix: string, date: Date, name: string): string {
  return `${prefix}/${date.toISOString().slice(0, 10).replaceAll('-', '/')}/${name}`
}
