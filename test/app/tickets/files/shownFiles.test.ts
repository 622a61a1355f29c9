import { fireEvent } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import MessageFiles from '#app/tickets/files/MessageFiles.vue'
import { useFileStore } from '#app/tickets/files/fileStore.ts'
import type { MessageFile } from '#contract/tickets/files.types.ts'
import { meOf } from '../../factories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { allByRole, byRole, click, mountInApp, press, server, settle, signIn, textOf } from '../../harness.ts'
import { aPicture, examined } from './fileFactories.ts'

const idOf = (number: number): string => `01990000-0000-7000-8000-0000000000f${number}`
const one = aPicture({ fileId: idOf(1), name: 'one.png' })
const two = aPicture({ fileId: idOf(2), name: 'two.png' })
const film = examined({ fileId: idOf(3), name: 'film.mp4', kind: 'video', type: 'video/mp4', isInline: true })

let minutes = 6
let clicked: string[] = []

beforeEach(async () => {
  minutes = 6
  clicked = []
  let made = 0
  server.on('linkFiles', ({ files }) => ({
    links: files.map(({ fileId, variant }) => ({
      fileId,
      variant,
      url: `/files/${variant}/${fileId.slice(-2)}?${(made += 1)}`,
      until: new Date(Date.now() + minutes * 60_000).toISOString(),
    })),
  }))
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(`${this.getAttribute('href') ?? ''} as ${this.download}`)
  })
  await signIn(meOf())
})

async function show(...files: MessageFile[]): Promise<void> {
  mountInApp(MessageFiles, { props: { files } })
  await settle()
}

const sources = () => Array.from(document.querySelectorAll('img'), (image) => image.getAttribute('src'))
const dialog = () => byRole('dialog')

async function openGallery(...files: MessageFile[]): Promise<void> {
  await show(...files)
  await click(byRole('button', new RegExp(`^Открыть: ${files[0]?.name ?? ''}`)))
  await vi.dynamicImportSettled()
  await settle()
}

describe('files in a message', () => {
  it('T7 pictures ask for all their links at once, and have their size before they are there', async () => {
    server.on('linkFiles', () => new Promise(() => undefined))
    await show(one, two)

    expect(server.asked('linkFiles').map(({ files }) => files.map(({ variant }) => variant))).toEqual([
      ['thumbnail', 'thumbnail'],
    ])
    expect(byRole('button', 'Открыть: one.png').style.width).toBe('171px')
    expect(sources()).toEqual([])
  })

  it('T7 a link that does not work is asked for anew, once', async () => {
    await show(one)
    expect(sources()).toEqual(['/files/thumbnail/f1?1'])
    await fireEvent.error(document.querySelector('img') ?? document.body)
    await settle()
    expect(sources()).toEqual(['/files/thumbnail/f1?2'])

    await fireEvent.error(document.querySelector('img') ?? document.body)
    await settle()

    expect(textOf(byRole('button', 'Открыть: one.png'))).toContain('Не открылся')
    expect(server.asked('linkFiles')).toHaveLength(2)
  })

  it('T7 a file that cannot be shown is saved under its name by a link of that moment', async () => {
    await show(examined({ fileId: idOf(4), name: 'договор.pdf', kind: 'pdf' }))
    expect(server.asked('linkFiles')).toEqual([])

    await click(byRole('button', /^Скачать: договор\.pdf/))

    expect(clicked).toEqual(['/files/download/f4?1 as договор.pdf'])
  })

  it('T7 a link is used again until it runs out', async () => {
    await show(examined({ fileId: idOf(4), name: 'a.pdf', kind: 'pdf' }))
    const save = byRole('button', /^Скачать: a\.pdf/)
    await click(save)
    await click(save)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5.8 * 60_000 })

    await click(save)

    expect(clicked.map((link) => link.split(' ')[0])).toEqual([
      '/files/download/f4?1',
      '/files/download/f4?1',
      '/files/download/f4?2',
    ])
  })

  it('T7 why there is no file is said beside it', async () => {
    server.refuse('linkFiles', 'file_gone')
    await show(examined({ name: 'a.pdf', kind: 'pdf' }))

    await click(byRole('button', /^Скачать: a\.pdf/))

    expect(byRole('alert').textContent).toContain('Срок хранения файла истёк')
    expect(clicked).toEqual([])
  })

  it('T7 one that was kept long enough is a name, and nothing to press', async () => {
    await show(aPicture({ name: 'old.png', isGone: true }))

    expect(textOf(byRole('list', 'Файлы сообщения'))).toContain('Срок хранения вышел, файл удалён')
    expect(allByRole('button')).toEqual([])
  })

  it('T7 one that is gone hides none of the others', async () => {
    server.on('linkFiles', ({ files }) => {
      if (files.some(({ fileId }) => fileId === two.fileId)) throw new RefusedByServer('file_gone')
      return {
        links: files.map((file) => ({ ...file, url: '/one', until: new Date(Date.now() + 300_000).toISOString() })),
      }
    })

    await show(one, two)

    expect(sources()).toEqual(['/one'])
    expect(textOf(byRole('button', 'Открыть: two.png'))).toContain('Не открылся')
  })
})

describe('the gallery', () => {
  it('T7 shows what was pressed, and says which of how many it is', async () => {
    await openGallery(two, one, film)

    expect(textOf(dialog())).toContain('two.png')
    expect(textOf(dialog())).toContain('1 из 3')
    expect(document.querySelector('[role=dialog] img')?.getAttribute('src')).toMatch(/^\/files\/inline\/f2/)
  })

  it('T7 turns with the arrows, Home and End, and stops at both ends', async () => {
    await openGallery(one, two, film)
    const places: string[] = []
    for (const key of ['ArrowLeft', 'ArrowRight', 'End', 'ArrowRight', 'Home']) {
      await press(byRole('button', 'Закрыть'), key)
      places.push(/\d из \d/.exec(textOf(dialog()))?.[0] ?? '')
    }

    expect(places).toEqual(['1 из 3', '2 из 3', '3 из 3', '3 из 3', '1 из 3'])
  })

  it('T7 plays a video, whose arrows are its own', async () => {
    await openGallery(film, one)
    const video = document.querySelector('video')

    expect(video?.getAttribute('src')).toMatch(/^\/files\/inline\/f3/)
    await fireEvent.keyDown(video ?? document.body, { key: 'ArrowRight' })

    expect(textOf(dialog())).toContain('1 из 2')
  })

  it('T7 closes with Escape', async () => {
    await openGallery(one, two)

    await press(byRole('button', 'Закрыть'), 'Escape')

    expect(allByRole('dialog')).toEqual([])
  })

  it('T7 says that a picture does not open, and tries again', async () => {
    await openGallery(one)
    const image = (): Element => document.querySelector('[role=dialog] img') ?? document.body
    await fireEvent.error(image())
    await settle()
    await fireEvent.error(image())
    await settle()
    expect(textOf(dialog())).toContain('Файл не открылся')

    await click(byRole('button', 'Повторить'))

    expect(document.querySelector('[role=dialog] img')).not.toBeNull()
  })
})

describe('a text', () => {
  const answer = (text: string): void =>
    void vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
      clicked.push(`${url} ${headers['range'] ?? ''}`)
      return Promise.resolve(new Response(text))
    })

  it('T7 is read from its beginning, as far as anybody reads it, and never as HTML', async () => {
    answer(`<b>строка</b>${'x'.repeat(70_000)}`)
    const log = examined({ fileId: idOf(5), name: 'server.log', bytes: 3_000_000 })
    await show(log)

    await click(byRole('button', /^Открыть: server\.log/))
    await vi.dynamicImportSettled()
    await settle()

    expect(clicked[0]).toBe('/files/download/f5?1 bytes=0-65535')
    const shown = document.querySelector('[role=dialog] pre')
    expect(shown?.textContent).toContain('<b>строка</b>')
    expect(new TextEncoder().encode(shown?.textContent ?? '').length).toBe(64 * 1024)
    expect(textOf(dialog())).toContain('Показано начало файла: 64 кБ из 2,9 МБ.')
  })

  it('T7 that does not open says so, and is tried again with a new link', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 410 })))
    await show(examined({ fileId: idOf(5) }))
    await click(byRole('button', /^Открыть: server\.log/))
    await vi.dynamicImportSettled()
    await settle()
    expect(textOf(dialog())).toContain('Файл не открылся')

    answer('снова здесь')
    await click(byRole('button', 'Повторить'))

    expect(clicked[0]).toMatch(/\?2 /)
    expect(textOf(dialog())).toContain('снова здесь')
  })
})

it('T7 more links than one question may ask for are asked with several', async () => {
  const store = useFileStore()

  const links = Array.from({ length: 61 }, (_, number) =>
    store.linkOf(`01990000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`, 'thumbnail'),
  )
  await Promise.all(links)

  expect(server.asked('linkFiles').map(({ files }) => files.length)).toEqual([60, 1])
})
