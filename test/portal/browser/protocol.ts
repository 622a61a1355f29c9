/** The frame's messages: `<command>:<params>:<key>:<sid>` there, `<key>:<json>` back. */

export type Parameters = Record<string, unknown>

export interface FrameMessage {
  command: string
  params: Parameters
  key: string
  sid: string
}

/** Undefined for anything that is not a command: the portal does not answer it. */
export function readMessage(data: unknown): FrameMessage | undefined {
  if (typeof data === 'string') return readText(data)
  if (typeof data !== 'object' || data === null) return undefined
  return readObject(data)
}

/** An undefined value leaves the JSON part empty. */
export function writeAnswer(key: string, value: unknown): string {
  return `${key}:${value === undefined ? '' : JSON.stringify(value)}`
}

/** What the portal keeps from widgets and sliders; a denied command is not answered at all. */
export function isDenied(command: string, { placement, isSlider }: { placement: string; isSlider: boolean }): boolean {
  if (placement !== 'DEFAULT' && ['setTitle', 'setScroll', 'reloadWindow'].includes(command)) return true
  return isSlider && command === 'resizeWindow'
}

/** The parameters may contain colons, or be left out with theirs: the last two parts are the key and the sid. */
function readText(text: string): FrameMessage | undefined {
  const parts = text.split(':')
  const sid = parts.at(-1)
  const key = parts.at(-2)
  const command = parts[0]
  if (parts.length < 3 || !command || !key || !sid) return undefined
  return { command, params: readJson(parts.slice(1, -2).join(':')), key, sid }
}

/** Commands with a colon in their name come as an object. */
function readObject(data: object): FrameMessage | undefined {
  const { method, params, callback, appSid } = { method: '', params: {}, callback: '', appSid: '', ...data }
  if (typeof method !== 'string' || typeof callback !== 'string' || typeof appSid !== 'string') return undefined
  if (method === '' || appSid === '') return undefined
  return { command: method, params: { ...params }, key: callback, sid: appSid }
}

function readJson(text: string): Parameters {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
