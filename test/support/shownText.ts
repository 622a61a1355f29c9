const blocks = new Set(['DIV', 'P', 'LI', 'UL', 'OL', 'PRE', 'BLOCKQUOTE', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD'])

/** As much of a node as both the browser's and the emulated one have. */
type ShownNode = {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: Iterable<ShownNode>
}

const textNode = 3

/** What a reader sees of an element: its text content, blocks joined by one line break. */
export function shownText(element: ShownNode): string {
  const texts: string[] = ['']
  const visit = (node: ShownNode): void => {
    if (node.nodeType === textNode) texts.push((texts.pop() ?? '') + (node.textContent ?? ''))
    const isBlock = blocks.has(node.nodeName)
    if (isBlock) texts.push('')
    for (const child of node.childNodes) visit(child)
    if (isBlock) texts.push('')
  }
  visit(element)
  return texts
    .filter((text) => text !== '')
    .join('\n')
    .trim()
}
