/** Code between two lines of backticks or tildes. One that is not closed, or holds nothing, stands as it was typed. */
export function readFence(lines: readonly string[], at: number): { text: string; end: number } | null {
  const opening = /^( {0,3})(`{3,}|~{3,})[ \t]*[\p{L}\p{N}_+#.-]*[ \t]*$/u.exec(lines[at] ?? '')
  const [, indent = '', fence = ''] = opening ?? []
  if (opening === null) return null
  const isClosing = (line: string): boolean => /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]?.startsWith(fence) === true
  const end = lines.findIndex((line, index) => index > at && isClosing(line))
  const code = lines.slice(at + 1, end)
  if (end === -1 || code.every((line) => line.trim() === '')) return null
  const text = code.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart())).join('\n')
  return { text, end: end + 1 }
}
