/** The beginning of a message, as lists show it. */
export function previewOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160)
}
