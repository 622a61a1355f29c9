const blank = /[ \t\n\r]*/y
/** From the space on: a control character inside a text has to be escaped. */
const string = /"(?:[ !#-[\]-\uffff]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** What may stand at this point of the text. */
type Awaited = 'value' | 'valueOrEnd' | 'keyOrEnd' | 'key' | 'colon' | 'commaOrEnd'

/** The position of the first character at which a text stops being JSON; null where it is JSON to its end. */
export function jsonErrorPosition(text: string): number | null {
  const open: ('{' | '[')[] = []
  let awaited: Awaited = 'value'
  let at = after(blank, text, 0) ?? 0
  for (;;) {
    if (awaited === 'commaOrEnd' && open.length === 0) return at === text.length ? null : at
    const found = step(text, at, awaited, open)
    if (found === null) return at
    awaited = found.awaited
    at = after(blank, text, found.at) ?? found.at
  }
}

function step(
  text: string,
  at: number,
  awaited: Awaited,
  open: ('{' | '[')[],
): { at: number; awaited: Awaited } | null {
  const sign = text.charAt(at)
  const within = open.at(-1)
  const isEnd = (sign === '}' && within === '{') || (sign === ']' && within === '[')
  if (isEnd && (awaited === 'commaOrEnd' || awaited === 'keyOrEnd' || awaited === 'valueOrEnd')) {
    open.pop()
    return { at: at + 1, awaited: 'commaOrEnd' }
  }
  switch (awaited) {
    case 'commaOrEnd':
      return sign === ',' ? { at: at + 1, awaited: within === '{' ? 'key' : 'value' } : null
    case 'colon':
      return sign === ':' ? { at: at + 1, awaited: 'value' } : null
    case 'key':
    case 'keyOrEnd':
      return ended(after(string, text, at), 'colon')
    case 'value':
    case 'valueOrEnd':
      if (sign !== '{' && sign !== '[') return ended(after(string, text, at) ?? after(literal, text, at), 'commaOrEnd')
      open.push(sign)
      return { at: at + 1, awaited: sign === '{' ? 'keyOrEnd' : 'valueOrEnd' }
  }
}

function ended(at: number | null, awaited: Awaited): { at: number; awaited: Awaited } | null {
  return at === null ? null : { at, awaited }
}

function after(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
