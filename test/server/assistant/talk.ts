import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId, type World } from '#test/support/world.ts'

type Content = RouteInput<'saveArticle'>['content']
type Event = RouteOutput<'readEvents'>['events'][number]
export type Said = Extract<Event, { type: 'assistant.said' }>

/** Publishes an article, in Russian and for clients unless told otherwise. */
export async function publish(
  world: World,
  owner: string,
  content: Pick<Content, 'title' | 'body' | 'phrasings'> & Partial<Content>,
  language: 'ru' | 'uk' | 'en' = 'ru',
): Promise<string> {
  const articleId = newId()
  const whole = { category: 'mail', audience: 'clients', ...content } as const
  await world.call('saveArticle', { articleId, version: null, language, translationOf: null, content: whole }, owner)
  await world.call('publishArticle', { articleId, version: 1 }, owner)
  return articleId
}

export const mailArticle = {
  title: 'Письма не уходят',
  body: '# Что сделать\n\nПроверьте порт исходящей почты: должен быть 465.\n\nПотом перезапустите ящик.',
  phrasings: ['не отправляется почта', 'письма застряли в исходящих', 'ошибка исходящего сервера'],
}
export const telephonyArticle = {
  title: 'Нет звука в звонке',
  body: 'Проверьте микрофон и наушники в настройках браузера.',
  phrasings: ['не слышно собеседника', 'телефония без звука', 'пропал звук при звонке'],
}
export const taskArticle = {
  title: 'Как повторять задачу каждую неделю',
  body: 'Откройте задачу и включите повторение по расписанию.',
  phrasings: ['регулярная задача', 'задача по расписанию', 'повторить задачу еженедельно'],
}

/** Opens a ticket and waits until the assistant has said something. */
export async function ask(world: World, token: string, text: string, changes: Partial<RouteInput<'openTicket'>> = {}) {
  const ticketId = newId()
  const input = { ticketId, messageId: newId(), subject: text.slice(0, 100), text, ...changes }
  const { summary } = await world.call('openTicket', input, token)
  return { ticketId, status: summary.status }
}

export async function write(world: World, token: string, ticketId: string, text: string): Promise<void> {
  await world.call('sendMessage', { ticketId, messageId: newId(), text }, token)
}

/** All that it has said so far. */
export async function saidIn(world: World, token: string, ticketId: string): Promise<Said[]> {
  const { events } = await world.call('readEvents', { ticketId, limit: 200 }, token)
  return events.filter((event) => event.type === 'assistant.said')
}

/** Waits until it has said so much. */
export async function heard(world: World, token: string, ticketId: string, count: number): Promise<Said[]> {
  let said: Said[] = []
  await eventually(async () => {
    said = await saidIn(world, token, ticketId)
    if (said.length < count) throw new Error(`it has said ${said.length} of ${count}`)
  })
  return said
}
