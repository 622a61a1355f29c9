import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useUploadStore } from '#app/tickets/files/uploadStore.ts'
import { meOf } from '../../factories.ts'
import { fileOf, type FakeUploads, settleUploads } from '../../fakeUploads.ts'
import { goOnline, reloadPage, server } from '../../harness.ts'
import { add, here, only, prepareUploads, states } from './uploadScene.ts'

let uploads: FakeUploads

beforeEach(async () => void (uploads = await prepareUploads()))

describe('a lost connection', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))

  async function cutInTheMiddle(): Promise<void> {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    uploads.isOffline = true
    uploads.handle(uploads.last('PATCH'), 4)
    await settleUploads()
  }

  it('T7 goes on by itself where it was, without sending anything twice', async () => {
    await cutInTheMiddle()
    expect(states()).toEqual(['a.txt: cut'])

    uploads.isOffline = false
    uploads.held.clear()
    await vi.advanceTimersByTimeAsync(2_000)
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
    expect(await uploads.text()).toBe('0123456789')
    expect(uploads.last('PATCH').headers.get('upload-offset')).toBe('4')
  })

  it('T7 is asked for again every two seconds at most, however long it lasts', async () => {
    await cutInTheMiddle()
    await vi.advanceTimersByTimeAsync(60_000)
    const before = uploads.of('HEAD').length

    await vi.advanceTimersByTimeAsync(10_000)

    expect(uploads.of('HEAD').length - before).toBeGreaterThanOrEqual(4)
  })

  it.each([
    ['the browser says that the network is back', () => window.dispatchEvent(new Event('online'))],
    ['the socket is back', () => void goOnline()],
  ])('T7 ends at once when %s', async (_what, happen) => {
    goOnline()
    await cutInTheMiddle()
    await vi.advanceTimersByTimeAsync(20_000)
    uploads.isOffline = false
    uploads.held.clear()
    const before = uploads.requests.length

    happen()
    await settleUploads()

    expect(uploads.requests.length).toBeGreaterThan(before)
    expect(states()).toEqual(['a.txt: done'])
  })

  it('T7 that closes nothing is noticed: what is silent for long is asked for anew', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    uploads.last('PATCH').progress(4)
    await vi.advanceTimersByTimeAsync(7_000)
    expect(states()).toEqual(['a.txt: sending'])

    uploads.held.clear()
    await vi.advanceTimersByTimeAsync(4_000)
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
    expect(uploads.of('PATCH')[0]?.isAborted).toBe(true)
  })

  it('T7 a session that has run out is renewed, and the file goes on', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    uploads.held.clear()
    server.on('openSession', () => ({
      token: 'session-2',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      me: meOf(),
    }))

    uploads.last('PATCH').answer(401, {}, JSON.stringify({ code: 'session_expired' }))
    await settleUploads()

    expect(states()).toEqual(['a.txt: done'])
    expect(uploads.last('PATCH').headers.get('authorization')).toBe('Bearer session-2')
  })
})

describe('what the page can tell before a byte is sent', () => {
  it('T7 at most ten go with one message, and the rest is counted', async () => {
    uploads.held.add('PATCH')
    const files = Array.from({ length: 12 }, (_, number) => fileOf(`${number}.txt`))

    expect(await add(...files)).toBe(2)

    expect(useUploadStore().uploads).toHaveLength(10)
  })

  it.each([
    ['empty', fileOf('a.txt', '')],
    ['tooBig', fileOf('a.txt', 'x'.repeat(21))],
    ['noRoom', fileOf('a.txt', 'x'.repeat(15))],
  ])('T7 %s', async (problem, file) => {
    await useUploadStore().add(here, [file], { fileBytes: 20, leftBytes: 10 })
    await settleUploads()

    expect(only()).toMatchObject({ state: 'refused', problem })
    expect(uploads.requests).toEqual([])
  })

  it('T7 what is not sent yet takes its room, too', async () => {
    uploads.held.add('PATCH')
    await useUploadStore().add(here, [fileOf('1', 'x'.repeat(6)), fileOf('2', 'x'.repeat(6))], {
      fileBytes: 20,
      leftBytes: 10,
    })
    await settleUploads()

    expect(states()).toEqual(['1: sending', '2: refused'])
  })

  it('T7 a folder cannot be read', async () => {
    const folder = fileOf('folder', 'x')
    vi.spyOn(folder, 'slice').mockImplementation(() => {
      throw new DOMException('', 'NotReadableError')
    })

    await add(folder)

    expect(only()).toMatchObject({ state: 'refused', problem: 'unreadable' })
  })
})

describe('a page that is loaded anew', () => {
  it('T7 has what had come as a whole', async () => {
    await add(fileOf('a.txt'))

    await reloadPage()

    expect(states()).toEqual(['a.txt: done'])
  })

  it('T7 has lost what had not, and goes on where it was when it is given the same file', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    uploads.handle(uploads.last('PATCH'), 4)
    await reloadPage()
    expect(states()).toEqual(['a.txt: lost'])

    uploads.held.clear()
    await add(fileOf('a.txt', '0123456789'))

    expect(states()).toEqual(['a.txt: done'])
    expect(await uploads.text()).toBe('0123456789')
    expect(uploads.of('POST')).toHaveLength(1)
  })

  it('T7 takes another file of that name for another file', async () => {
    uploads.held.add('PATCH')
    await add(fileOf('a.txt', '0123456789'))
    await reloadPage()

    await add(fileOf('a.txt', 'something else'))

    expect(states()).toEqual(['a.txt: lost', 'a.txt: sending'])
  })

  it('T7 has forgotten what the server has', async () => {
    await add(fileOf('a.txt'))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })

    await reloadPage()

    expect(states()).toEqual([])
  })
})
