import { find } from './api.ts'
import type { FrameCommand, FrameHost, Openers } from './frame.ts'
import { frameCommands } from './frameCommands.ts'
import type { Parameters } from './protocol.ts'
import { isDenied, readMessage, writeAnswer } from './protocol.ts'

/** Submits the hidden form into the frame and answers the frame's messages until it leaves the page. */
export function startFrame(root: HTMLElement, openers: Openers, close?: () => void) {
  const form = find('form', root)
  const frame = find('iframe', root)
  if (!(form instanceof HTMLFormElement) || !(frame instanceof HTMLIFrameElement)) throw new Error('Not a frame')
  const initData: Parameters = JSON.parse(root.dataset['init'] ?? '{}')
  const host: FrameHost = {
    root,
    frame,
    initData,
    placement: String(initData['PLACEMENT']),
    isSlider: close !== undefined,
    close,
    openers,
  }
  const origin = new URL(form.action).origin
  const sid = root.dataset['sid'] ?? ''
  const listen = (event: MessageEvent) => {
    if (!root.isConnected) window.removeEventListener('message', listen)
    else if (event.origin === origin) void answer(host, { data: event.data, sid, origin })
  }
  window.addEventListener('message', listen)
  form.submit()
}

/** An unknown or a denied command gets no answer at all, just as on the platform. */
async function answer(host: FrameHost, { data, sid, origin }: { data: unknown; sid: string; origin: string }) {
  const message = readMessage(data)
  if (!message || message.sid !== sid || isDenied(message.command, host)) return
  const run: FrameCommand | undefined = Object.hasOwn(frameCommands, message.command)
    ? frameCommands[message.command]
    : undefined
  if (!run) return
  await run(host, message.params, (value) => {
    host.frame.contentWindow?.postMessage(writeAnswer(message.key, value), origin)
  })
}
