import { beforeEach, describe, expect, it, vi } from 'vitest'
import { unknownRoom } from '#app/tickets/files/fileLimits.ts'
import { useUploadStore } from '#app/tickets/files/uploadStore.ts'
import { ids } from '../../factories.ts'
import { CutNetwork, RefusedByServer } from '../../fakeServer.ts'
import { fileOf, type FakeUploads, settleUploads } from '../../fakeUploads.ts'
import { server } from '../../harness.ts'
import { examined } from './fileFactories.ts'
import { add, here, only, prepareUploads, states } from './uploadScene.ts'

let uploads: FakeUploads

beforeEach(async () => void (uploads = await prepareUploads()))

describe('a file on its way', () => {
  it('T7 goes to the ticket under its name with the session, is examined, and is there', async () => {
    await add(fileOf('журнал.log', 'строка'))

    expect(states()).toEqual(['журнал.log: done'])
    expect(await uploads.text()).toBe('строка')
    const [place] = uploads.places.values()
    expect(place?.metadata).toEqual({ name: 'журнал.log', ticketId: ids.ticket })
    expect(uploads.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer session-1',
      'Bearer session-1',
    ])
    expect(server.asked('finishUpload')).toEqual([{ fileId: only().file?.fileId }])
  })

  it('T7 of a new ticket names no ticket: there is none yet', async () => {
    await useUploadStore().add({ ...here, isOfNew: true }, [fileOf('a.txt')], unknownRoom)
    await settleUploads()

    const [place] = uploads.places.values()
    expect(place?.metadata).toEqual({ name: 'a.txt' })
  })

  it('T7 three go at once, the fourth when one of them is there', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('1'), fileOf('2'), fileOf('3'), fileOf('4'))

    expect(states()).toEqual(['1: sending', '2: sending', '3: sending', '4: waiting'])
    uploads.handle(uploads.last('PATCH'))
    await settleUploads()

    expect(states()).toEqual(['1: sending', '2: sending', '3: done', '4: sending'])
  })

  it('T7 says how far it has come', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))

    uploads.last('PATCH').progress(4)

    expect(only()).toMatchObject({ state: 'sending', sent: 4, bytes: 10 })
  })

  it('T7 stops at a pause, and goes on where it was', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    uploads.handle(uploads.last('PATCH'), 4)
    const store = useUploadStore()
    store.pause(only().key)
    expect(states()).toEqual(['a.txt: paused'])

    uploads.held.clear()
    store.resume(only().key)
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
    expect(await uploads.text()).toBe('0123456789')
    expect(uploads.of('POST')).toHaveLength(1)
  })

  it('T7 makes room for the next one while it pauses', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('1'), fileOf('2'), fileOf('3'), fileOf('4'))

    useUploadStore().pause(useUploadStore().uploads[0]?.key ?? '')
    await settleUploads()

    expect(states()).toEqual(['1: paused', '2: sending', '3: sending', '4: sending'])
  })

  it('T7 is dropped here and at the server when it is removed', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt'))
    const { key, url } = only()

    useUploadStore().remove(key)
    await settleUploads()

    expect(states()).toEqual([])
    expect(uploads.last('PATCH').isAborted).toBe(true)
    expect(server.asked('dropUpload')).toEqual([{ fileId: url?.split('/').at(-1) }])
  })

  it('T7 is asked about again while nobody answers what it is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let asked = 0
    server.on('finishUpload', ({ fileId }) => {
      asked += 1
      if (asked === 1) throw new CutNetwork()
      return examined({ fileId })
    })
    await add(fileOf('a.txt'))
    expect(states()).toEqual(['a.txt: checked'])

    await vi.advanceTimersByTimeAsync(2_000)
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
  })

  it('T7 is refused for what it is, and may be tried again', async () => {
    server.on('finishUpload', () => {
      throw new RefusedByServer('scan_unavailable')
    })
    await add(fileOf('a.txt'))
    expect(only()).toMatchObject({ state: 'refused', reason: { code: 'scan_unavailable' } })

    server.on('finishUpload', ({ fileId }) => examined({ fileId }))
    useUploadStore().resume(only().key)
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
    expect(uploads.of('POST')).toHaveLength(1)
  })

  it('T7 is refused before it comes where there is no room', async () => {
    uploads.refuse('ticket_files_full')

    await add(fileOf('a.txt'))

    expect(only()).toMatchObject({ state: 'refused', reason: { code: 'ticket_files_full' } })
  })
})
