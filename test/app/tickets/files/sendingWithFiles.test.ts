import { beforeEach, describe, expect, it } from 'vitest'
import { unknownRoom } from '#app/tickets/files/fileLimits.ts'
import type { Room } from '#app/tickets/files/fileLimits.ts'
import { useUploadStore } from '#app/tickets/files/uploadStore.ts'
import { useOutboxStore } from '#app/tickets/outboxStore.ts'
import { ids, meOf } from '../../factories.ts'
import { fileOf, FakeUploads, settleUploads } from '../../fakeUploads.ts'
import { reloadPage, server, settle, signIn } from '../../harness.ts'
import { examined } from './fileFactories.ts'

const here = { ticketId: ids.ticket, isOfNew: false }
const write = (text: string) => useOutboxStore().send({ ticketId: ids.ticket, text, kind: 'public', isQuestion: false })
const states = () => useOutboxStore().outbox.map(({ text, state }) => `${text}: ${state}`)
const sentFiles = () => server.asked('sendMessage').map(({ text, files }) => `${text}: ${files?.length ?? 0}`)

async function attach(...names: string[]): Promise<void> {
  await useUploadStore().add(
    here,
    names.map((name) => fileOf(name, '0123456789')),
    unknownRoom,
  )
  await settleUploads()
}

let uploads: FakeUploads

beforeEach(async () => {
  uploads = new FakeUploads()
  server
    .on('finishUpload', ({ fileId }) => examined({ fileId }))
    .on('dropUpload', () => ({}))
    .on('sendMessage', ({ messageId }) => ({ messageId, seq: 2, at: new Date().toISOString() }))
  await signIn(meOf())
})

describe('a message with files', () => {
  it('T7 that are there goes at once, and names them in their order', async () => {
    await attach('a.log', 'b.log')
    const inOrder = useUploadStore().uploads.map(({ file }) => file?.fileId)

    write('вот')
    await settle()

    expect(server.asked('sendMessage').map(({ files }) => files)).toEqual([inOrder])
    expect(useUploadStore().ofDraft(ids.ticket)).toEqual([])
  })

  it('T7 chosen a moment ago waits for them, too, though the page does not know yet whether they may come', async () => {
    const room = Promise.withResolvers<Room>()
    const added = useUploadStore().add(here, [fileOf('a.log', '0123456789'), fileOf('empty', '')], room.promise)
    write('с файлом')
    await settle()
    expect(states()).toEqual(['с файлом: uploading'])
    expect(uploads.requests).toEqual([])

    room.resolve(unknownRoom)
    await added
    await settleUploads()
    expect(sentFiles()).toEqual([])
    expect(useUploadStore().uploads.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'a.log: done',
      'empty: refused',
    ])
    useUploadStore().remove(useUploadStore().uploads[1]?.key ?? '')
    await settle()

    expect(sentFiles()).toEqual(['с файлом: 1'])
  })

  it('T7 chosen a moment ago and taken away again does not come after all', async () => {
    const room = Promise.withResolvers<Room>()
    const added = useUploadStore().add(here, [fileOf('a.log')], room.promise)
    useUploadStore().remove(useUploadStore().uploads[0]?.key ?? '')

    room.resolve(unknownRoom)
    await added
    await settleUploads()

    expect(useUploadStore().uploads).toEqual([])
    expect(uploads.requests).toEqual([])
  })

  it('T7 that are on their way waits for them, and holds up nobody', async () => {
    uploads.held.add('PATCH')
    await attach('a.log')
    write('с файлом')
    write('без файла')
    await settle()
    expect(states()).toEqual(['с файлом: uploading', 'без файла: sent'])

    uploads.handle(uploads.last('PATCH'))
    await settleUploads()

    expect(sentFiles()).toEqual(['без файла: 0', 'с файлом: 1'])
  })

  it('T7 may have no text', async () => {
    await attach('a.log')

    write('')
    await settle()

    expect(sentFiles()).toEqual([': 1'])
  })

  it('T7 goes without a file that is removed meanwhile, and not at all when nothing is left of it', async () => {
    uploads.held.add('PATCH')
    await attach('a.log')
    write('слова остаются')
    await attach('b.log')
    write('')
    await settle()

    for (const { key } of useUploadStore().uploads) useUploadStore().remove(key)
    await settle()

    expect(sentFiles()).toEqual(['слова остаются: 0'])
    expect(states()).toEqual(['слова остаются: sent'])
  })

  it('T7 takes its files along when it is discarded', async () => {
    uploads.held.add('PATCH')
    await attach('a.log')
    write('не надо')
    const [outgoing] = useOutboxStore().outbox

    useOutboxStore().discard(outgoing?.messageId ?? '')
    await settle()

    expect(states()).toEqual([])
    expect(useUploadStore().uploads).toEqual([])
    expect(server.asked('dropUpload')).toHaveLength(1)
  })

  it('T7 whose event has come forgets them, and drops nothing at the server', async () => {
    await attach('a.log')
    write('вот')
    await settle()

    useOutboxStore().arrived(useOutboxStore().outbox.map(({ messageId }) => messageId))

    expect(useUploadStore().uploads).toEqual([])
    expect(server.asked('dropUpload')).toEqual([])
  })

  it('T7 waits on in a page that is loaded anew, and goes when what was lost is removed', async () => {
    uploads.held.add('PATCH')
    await attach('a.log')
    write('с файлом')
    await reloadPage()
    expect(states()).toEqual(['с файлом: uploading'])
    expect(useUploadStore().uploads.map(({ state }) => state)).toEqual(['lost'])

    useUploadStore().remove(useUploadStore().uploads[0]?.key ?? '')
    await settle()

    expect(sentFiles()).toEqual(['с файлом: 0'])
  })

  it('T7 of the first releases is sent as it was: it had none', async () => {
    server.cut('sendMessage')
    write('старое')
    await settle()
    const key = Object.keys(window.localStorage).find((name) => name.includes('outbox:')) ?? ''
    const { files: _none, ...kept }: Record<string, unknown> = JSON.parse(window.localStorage.getItem(key) ?? '')
    window.localStorage.setItem(key, JSON.stringify(kept))
    server.on('sendMessage', ({ messageId }) => ({ messageId, seq: 2, at: new Date().toISOString() }))
    const before = server.questions.length

    await reloadPage()
    useOutboxStore()
    await settle()

    expect(sentFiles().slice(before === 0 ? 0 : -1)).toEqual(['старое: 0'])
  })
})

describe('what is not sent yet', () => {
  it('T7 keeps its files while another ticket is on the page', async () => {
    await attach('a.log')

    expect(useUploadStore().ofDraft(ids.otherTicket)).toEqual([])
    expect(
      useUploadStore()
        .ofDraft(ids.ticket)
        .map(({ name }) => name),
    ).toEqual(['a.log'])
  })

  it('T7 goes on in the ticket into which its own was merged', async () => {
    await attach('a.log')

    useUploadStore().move(ids.ticket, ids.otherTicket)

    expect(
      useUploadStore()
        .ofDraft(ids.otherTicket)
        .map(({ name }) => name),
    ).toEqual(['a.log'])
  })

  it('T7 what waits for a decision is not taken along', async () => {
    await attach('a.log')
    await useUploadStore().add(here, [fileOf('empty', '')], unknownRoom)

    write('вот')
    await settle()

    expect(sentFiles()).toEqual(['вот: 1'])
    expect(
      useUploadStore()
        .ofDraft(ids.ticket)
        .map(({ name }) => name),
    ).toEqual(['empty'])
  })
})
