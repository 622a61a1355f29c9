import { afterAll, beforeAll, expect, it } from 'vitest'
import { linkEnd, signLink } from '#server/tickets/files/domain/fileLink.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { person } from '#test/portal/people.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { attach } from './fileScene.ts'

let scene: Scene
let stranger: string
beforeAll(async () => {
  scene = await startScene()
  const users = { admin: person(1, 'Майя Странник', { isAdmin: true }) }
  await scene.world.sandbox.addPortal({ key: 'stranger', title: 'Чужой', users })
  stranger = await scene.world.install('stranger', 'client')
})
afterAll(() => scene.world.stop())

const text = (words: string) => Buffer.from(words)

async function linkTo(fileId: string, token: string) {
  const answer = await scene.world.ask('linkFiles', { files: [{ fileId, variant: 'download' }] }, token)
  return answer.ok ? new URL(answer.body.links[0]?.url ?? '', scene.world.url) : null
}
const statusOf = async (url: URL | null) => (url === null ? null : (await fetch(url)).status)

it('the file of a note is as secret as the note', async () => {
  const { world, admin, integrator, agent } = scene
  const { ticketId } = await scene.ticket()
  const file = await attach(world, agent, { name: 'пароли.txt', bytes: text('secret'), ticketId })
  const before = await world.call('readFileLimits', { ticketId }, admin)
  await scene.send(ticketId, agent, { kind: 'note', files: [file.fileId] })

  for (const client of [admin, integrator, stranger]) {
    expect(await linkTo(file.fileId, client)).toBeNull()
    const seen = JSON.stringify(await world.ask('readEvents', { ticketId }, client))
    expect(seen).not.toContain('пароли')
  }
  expect(await world.call('readFileLimits', { ticketId }, admin)).toEqual(before)
  expect(await statusOf(await linkTo(file.fileId, agent))).toBe(200)
  // Not even a link that was signed for the client opens it.
  const key = makeSecrets(await world.masterKey()).linkKey
  const { memberId } = await scene.actorOf(admin)
  const until = linkEnd(new Date())
  const forClient = signLink({ fileId: file.fileId, variant: 'download', viewer: `client:${memberId}`, until }, key)
  expect(await statusOf(new URL(forClient, world.url))).toBe(404)
})

it('a link is for one file, one portal and a few minutes', async () => {
  const { world, admin } = scene
  const { ticketId } = await scene.ticket()
  const file = await attach(world, admin, { name: 'a.txt', bytes: text('hello'), ticketId })
  await scene.send(ticketId, admin, { files: [file.fileId] })
  const url = await linkTo(file.fileId, admin)
  expect(await statusOf(url)).toBe(200)
  expect(await linkTo(file.fileId, stranger)).toBeNull()

  const key = makeSecrets(await world.masterKey()).linkKey
  const { memberId } = await scene.actorOf(stranger)
  const other = {
    fileId: file.fileId,
    variant: 'download',
    viewer: `client:${memberId}`,
    until: linkEnd(new Date()),
  } as const
  expect(await statusOf(new URL(signLink(other, key), world.url))).toBe(404)
  const owner = { ...other, viewer: `client:${(await scene.actorOf(admin)).memberId}` }
  const over = signLink({ ...owner, until: new Date(Math.floor(Date.now() / 1000) * 1000 - 1000) }, key)
  expect(await statusOf(new URL(over, world.url))).toBe(410)
  const forged = signLink(owner, Buffer.alloc(32))
  expect(await statusOf(new URL(forged, world.url))).toBe(403)
})

it('a file is seen with its message and not before, and goes with one message alone', async () => {
  const { world, admin, integrator, agent } = scene
  const { ticketId } = await scene.ticket()
  const file = await attach(world, admin, { name: 'a.txt', bytes: text('hello'), ticketId })
  expect(await linkTo(file.fileId, agent)).toBeNull()
  expect(await linkTo(file.fileId, integrator)).toBeNull()
  const messageId = newId()
  const first = await scene.send(ticketId, admin, { messageId, files: [file.fileId] })
  expect(await scene.send(ticketId, admin, { messageId, files: [file.fileId] })).toEqual(first)
  expect(await scene.send(ticketId, admin, { messageId, files: [] })).toMatchObject({ code: 'message_id_reused' })
  const again = await scene.send(ticketId, admin, { files: [file.fileId] })
  expect(again).toMatchObject({ ok: false, code: 'file_unknown' })
  expect(await world.ask('dropUpload', { fileId: file.fileId }, admin)).toMatchObject({ code: 'file_unknown' })
  expect(await statusOf(await linkTo(file.fileId, integrator))).toBe(200)

  await world.call('deleteMessage', { ticketId, messageId }, admin)
  expect(await linkTo(file.fileId, agent)).toBeNull()
  const { events } = await world.call('readEvents', { ticketId }, agent)
  expect(JSON.stringify(events)).not.toContain(file.fileId)
})

it('a ticket opens with files, and a message without words shows the name of its first', async () => {
  const { world, admin, agent } = scene
  const file = await attach(world, admin, { name: 'журнал.log', bytes: text('Error: 1') })
  const ticket = { ticketId: newId(), messageId: newId(), subject: 'Ошибка', text: 'Журнал приложен' }
  await world.call('openTicket', { ...ticket, files: [file.fileId] }, admin)
  await world.call('openTicket', { ...ticket, files: [file.fileId] }, admin)
  expect(await statusOf(await linkTo(file.fileId, agent))).toBe(200)
  const second = await attach(world, admin, { name: 'ещё.log', bytes: text('Error: 2'), ticketId: ticket.ticketId })
  await scene.send(ticket.ticketId, admin, { text: '', files: [second.fileId] })
  const { summary } = await world.call('readTicket', { ticketId: ticket.ticketId }, agent)
  expect(summary.preview).toBe('ещё.log')
  const empty = await scene.send(ticket.ticketId, admin, { text: ' ', files: [] })
  expect(empty).toMatchObject({ code: 'invalid_input', details: { field: 'text' } })
})

it('a part of a file is sent on demand, as players ask for it', async () => {
  const { world, admin } = scene
  const file = await attach(world, admin, { name: 'a.txt', bytes: text('0123456789') })
  const url = await linkTo(file.fileId, admin)
  const ask = async (range: string) => {
    const response = await fetch(url ?? '', { headers: { range } })
    return [response.status, response.headers.get('content-range'), await response.text()]
  }
  expect(await ask('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
  expect(await ask('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await ask('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await ask('bytes=5-99')).toEqual([206, 'bytes 5-9/10', '56789'])
  expect(await ask('bytes=10-')).toEqual([416, 'bytes */10', ''])
  expect(await ask('bytes=a-b')).toEqual([200, null, '0123456789'])
})

it('a message that another ticket gets has its files there, too', async () => {
  const { world, admin, agent } = scene
  const { ticketId } = await scene.ticket()
  const file = await attach(world, admin, { name: 'a.txt', bytes: text('two problems'), ticketId })
  const messageId = newId()
  await scene.send(ticketId, admin, { messageId, text: 'второе', files: [file.fileId] })
  const made = newId()
  const piece = {
    linkId: newId(),
    ticketId: made,
    subject: 'Второе',
    category: 'incident',
    priority: 'medium',
  } as const
  await world.call('splitTicket', { ticketId, pieces: [{ ...piece, messages: [{ messageId, text: null }] }] }, agent)
  const { events } = await world.call('readEvents', { ticketId: made }, admin)
  const [copy] = events.flatMap((event) => (event.type === 'message.sent' ? (event.message.files ?? []) : []))
  expect(copy).toEqual({ ...file, fileId: expect.any(String) })
  expect(copy?.fileId).not.toBe(file.fileId)
  expect(await statusOf(await linkTo(copy?.fileId ?? '', admin))).toBe(200)
})

it('of a ticket that is split, each part has the files of its own messages', async () => {
  const { world, admin, agent } = scene
  const { ticketId } = await scene.ticket()
  const said = await Promise.all(
    ['первое', 'второе'].map(async (words) => {
      const file = await attach(world, admin, { name: `${words}.txt`, bytes: text(words), ticketId })
      const messageId = newId()
      await scene.send(ticketId, admin, { messageId, text: words, files: [file.fileId] })
      return { linkId: newId(), ticketId: newId(), messages: [{ messageId, text: null }], subject: words }
    }),
  )
  const pieces = said.map((piece) => ({ ...piece, category: 'incident', priority: 'medium' }) as const)
  await world.call('splitTicket', { ticketId, pieces }, agent)
  for (const { ticketId: part, subject } of pieces) {
    const { events } = await world.call('readEvents', { ticketId: part }, admin)
    const files = events.flatMap((event) => (event.type === 'message.sent' ? (event.message.files ?? []) : []))
    expect(files.map(({ name }) => name)).toEqual([`${subject}.txt`])
  }
})
