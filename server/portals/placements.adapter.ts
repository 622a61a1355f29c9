import { eventAnswer, placementAnswer, readRows } from './restSchemas.adapter.ts'
import type { EventHandler, Placement } from './gateway.port.ts'

type Ask = (method: string, params?: Record<string, unknown>) => Promise<unknown>

/** Those that are not wanted any more go, those that are missing come. */
export async function bindPlacements(ask: Ask, wanted: Placement[]): Promise<void> {
  const read = async () => readRows(placementAnswer, await ask('placement.get'), 'placement.get')
  const bound = await read()
  const isWanted = (one: { placement: string; handler: string }) =>
    wanted.some(({ placement, handler }) => placement === one.placement && handler === one.handler)
  for (const old of bound.filter((one) => !isWanted(one))) {
    await ask('placement.unbind', { PLACEMENT: old.placement, HANDLER: old.handler })
  }
  for (const { placement, handler, title, options } of wanted) {
    const isBound = (one: { placement: string; handler: string }) =>
      one.placement === placement && one.handler === handler
    if (bound.some(isBound)) continue
    const titles = Object.entries(title).map(([language, TITLE]) => [language, { TITLE }])
    const names = { TITLE: title['ru'], LANG_ALL: Object.fromEntries(titles) }
    const further = options === undefined ? {} : { OPTIONS: options }
    const asked = ask('placement.bind', { PLACEMENT: placement, HANDLER: handler, ...names, ...further })
    await unlessDone(asked, async () => (await read()).some(isBound))
  }
}

export async function bindEvents(ask: Ask, wanted: EventHandler[]): Promise<void> {
  const read = async () => readRows(eventAnswer, await ask('event.get'), 'event.get')
  const bound = await read()
  for (const { event, handler } of wanted) {
    const isBound = (one: EventHandler) => one.event.toUpperCase() === event && one.handler === handler
    if (bound.some(isBound)) continue
    await unlessDone(ask('event.bind', { event, handler }), async () => (await read()).some(isBound))
  }
}

/** A second binding of the same is an error, and another process may have been first by a moment. */
async function unlessDone(asked: Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await asked
  } catch (error) {
    if (!(await isDone())) throw error
  }
}
