import type { Words } from '../words.ts'

interface Settings {
  userId: number
  portal: string
  openPath: string
  words: Words
}

/** Who looks at the page and in which language, as the server wrote it into the body. */
export const settings: Settings = JSON.parse(document.body.dataset['settings'] ?? '{}')

/** Asks the portal's own server; the user travels along. */
export async function ask(path: string, body: object): Promise<unknown> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, user: settings.userId }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer.json()
}

export function act(name: string, details: object = {}): Promise<unknown> {
  return ask('/sandbox/act', { ...details, act: name })
}

export function find(selector: string, root: ParentNode = document): HTMLElement {
  const element = root.querySelector(selector)
  if (!(element instanceof HTMLElement)) throw new Error(`There is no ${selector}`)
  return element
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
