export interface ArticleSection {
  /** 1 to 4; null: what stands before the first heading. */
  level: number | null
  heading: string
  body: string
}

/** More headings than that are text. */
const mostSections = 100
const headingShape = /^ {0,3}(#{1,4})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/
const fenceShape = /^ {0,3}(`{3,}|~{3,})/

/** An article by its headings. A message has none, so what lies between them is Markdown as messages have it; code is left alone. */
export function sectionsOf(markdown: string): ArticleSection[] {
  const sections: { level: number | null; heading: string; lines: string[] }[] = [
    { level: null, heading: '', lines: [] },
  ]
  let fence = ''
  for (const line of markdown.split(/\r\n?|\n/)) {
    const mark = fenceShape.exec(line)?.[1] ?? ''
    if (fence === '') fence = mark
    else if (mark.startsWith(fence)) fence = ''
    const [, signs, heading = ''] = fence === '' && mark === '' ? (headingShape.exec(line) ?? []) : []
    if (signs === undefined || heading === '' || sections.length > mostSections) sections.at(-1)?.lines.push(line)
    else sections.push({ level: signs.length, heading, lines: [] })
  }
  return sections
    .map(({ lines, ...section }) => ({ ...section, body: trimmed(lines) }))
    .filter(({ level, body }) => level !== null || body !== '')
}

function trimmed(lines: readonly string[]): string {
  return lines.join('\n').replace(/^\n+/, '').trimEnd()
}
