import { endOfText } from './strictJson.ts'

/** No element of a document, and nothing beside its list, is longer than so many letters. */
const mostLetters = 64 * 1024

/**
 * Takes a long JSON document apart as it comes: the texts of the elements of the list that the outermost object has under this
 * name, some at a time; at the end everything else, with that list empty. So memory holds an element, never all.
 * Throws a SyntaxError or a RangeError; what the texts say is not looked at.
 */
export async function* jsonElements(chunks: AsyncIterable<string>, name: string): AsyncGenerator<string[], string> {
  const state: State = {
    opening: new RegExp(`"${name}"\\s*:\\s*\\[$`),
    depth: 0,
    element: null,
    hasMore: false,
    rest: '',
  }
  let left = ''
  for await (const chunk of chunks) {
    const { elements, used } = takeFrom(state, left + chunk)
    left = (left + chunk).slice(used)
    refuseLong(left)
    if (elements.length > 0) yield elements
  }
  if (left !== '') throw new SyntaxError('the document is cut off')
  return state.rest
}

type State = {
  opening: RegExp
  depth: number
  /** What has come of the next element; null outside of the list. */
  element: string | null
  /** A comma came before it. */
  hasMore: boolean
  rest: string
}

const marks = /["[\]{},]/g

/** Up to the last letter that can be understood without what follows. */
function takeFrom(state: State, text: string): { elements: string[]; used: number } {
  const elements: string[] = []
  let from = 0
  marks.lastIndex = 0
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [letter] = mark
    const next = mark.index + 1
    if (letter === '"') {
      const end = endOfText(text, mark.index)
      if (end === text.length) {
        keep(state, text.slice(from, mark.index))
        return { elements, used: mark.index }
      }
      marks.lastIndex = end + 1
      continue
    }
    if (letter !== ',') state.depth += letter === '[' || letter === '{' ? 1 : -1
    if (state.element === null && letter === '[' && state.depth === 2) {
      keep(state, text.slice(from, next))
      from = next
      if (state.opening.test(state.rest)) Object.assign(state, { element: '', hasMore: false })
    } else if (state.element !== null && endsElement(state.depth, letter)) {
      keep(state, text.slice(from, mark.index))
      if (letter === ',' || state.hasMore || state.element.trim() !== '') elements.push(state.element)
      Object.assign(state, { element: letter === ',' ? '' : null, hasMore: letter === ',' })
      from = letter === ',' ? next : mark.index
    }
  }
  keep(state, text.slice(from))
  return { elements, used: text.length }
}

/** The comma behind it, or the bracket that closes the list. */
function endsElement(depth: number, letter: string): boolean {
  return letter === ',' ? depth === 2 : depth === 1
}

function keep(state: State, piece: string): void {
  if (state.element === null) state.rest += piece
  else state.element += piece
  refuseLong(state.element ?? state.rest)
}

function refuseLong(text: string): void {
  if (text.length > mostLetters) throw new RangeError('a part of the document is too long')
}
