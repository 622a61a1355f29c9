import { fireEvent } from '@testing-library/vue'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import NewTicket from '#app/tickets/NewTicket.vue'
import { useUploadStore } from '#app/tickets/files/uploadStore.ts'
import { meOf, viewOf } from '../../factories.ts'
import { roomyLimits } from '../../fakeServer.ts'
import { fileOf, FakeUploads, settleUploads } from '../../fakeUploads.ts'
import {
  allByRole,
  byRole,
  click,
  mountInApp,
  press,
  saying,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../../harness.ts'
import { field, prepareConversation, serve, show } from '../conversationScene.ts'
import { examined } from './fileFactories.ts'

let uploads: FakeUploads
beforeEach(async () => {
  await prepareConversation()
  uploads = new FakeUploads()
  server.on('finishUpload', ({ fileId }) => examined({ fileId })).on('dropUpload', () => ({}))
})

const conversation = (): HTMLElement => {
  const section = field().closest('section')
  if (section === null) throw new Error('no conversation')
  return section
}
const attached = () => allByRole('list', 'Файлы к сообщению').flatMap((list) => Array.from(list.children).map(textOf))

async function choose(...files: File[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('no field for files')
  await userEvent.setup({ delay: null, document }).upload(input, files)
  await settleUploads()
}

/** What a browser tells of files that are dragged or pasted. */
const carrying = (files: readonly File[], text = '') => ({
  types: ['Files'],
  files,
  dropEffect: 'none',
  getData: () => text,
})

async function drag(kind: 'dragenter' | 'dragleave' | 'drop' | 'dragover', target: HTMLElement, carried: object) {
  const event = new Event(kind, { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: carried })
  target.dispatchEvent(event)
  await settleUploads()
  return event
}

async function paste(target: HTMLElement, files: readonly File[], text = ''): Promise<Event> {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: carrying(files, text) })
  target.dispatchEvent(event)
  await settleUploads()
  return event
}

describe('files of a message', () => {
  it('T7 are chosen, go without a word, and are gone from the field', async () => {
    await show()
    expect(byRole('button', 'Отправить')).toHaveProperty('disabled', true)

    await choose(fileOf('server.log'))
    expect(attached()[0]).toMatch(/^server\.log\s?Загружен, 7 байт$/)
    await click(byRole('button', 'Отправить'))

    expect(server.asked('sendMessage').map(({ text, files }) => [text, files?.length])).toEqual([['', 1]])
    expect(allByRole('button', /^Убрать/)).toEqual([])
  })

  it('T7 that are on their way stand in the message that waits for them', async () => {
    uploads.held.add('PATCH')
    await show()
    await choose(fileOf('server.log', '0123456789'))
    uploads.last('PATCH').progress(4)
    await type(field(), 'Вот журнал')

    await press(field(), 'Enter')

    const message = saying('article', /Вот журнал/)
    expect(textOf(message)).toContain('Отправим, когда загрузятся файлы')
    expect(textOf(message)).toContain('40 % из 10 байт')
    expect(server.asked('sendMessage')).toEqual([])
    expect(field()).toHaveProperty('value', '')
  })

  it('T7 chosen in the same breath as Enter go with it, though their room is not known yet', async () => {
    const known = Promise.withResolvers<typeof roomyLimits>()
    server.on('readFileLimits', () => known.promise)
    await show()
    await choose(fileOf('server.log'))
    expect(attached()[0]).toContain('server.log')
    await type(field(), 'Вот журнал')
    await press(field(), 'Enter')
    expect(server.asked('sendMessage')).toEqual([])
    known.resolve(roomyLimits)
    await settleUploads()
    expect(server.asked('sendMessage').map(({ text, files }) => [text, files?.length])).toEqual([['Вот журнал', 1]])
  })

  it('T7 pause, go on and are removed by buttons that say of which file', async () => {
    uploads.held.add('PATCH')
    await show()
    await choose(fileOf('a.log'))

    await click(byRole('button', 'Приостановить: a.log'))
    expect(attached()[0]).toContain('Пауза')
    await click(byRole('button', 'Продолжить: a.log'))
    expect(attached()[0]).toContain('0 % из')
    await click(byRole('button', 'Убрать: a.log'))

    expect(attached()).toEqual([])
  })

  it('T7 nothing is sent while one of them waits for a decision', async () => {
    await show()
    await choose(fileOf('empty.log', ''))
    await type(field(), 'Вот журнал')

    await press(field(), 'Enter')

    expect(server.asked('sendMessage')).toEqual([])
    expect(document.body.textContent).toContain('Сначала решите, что делать с отмеченными файлами.')
    await click(byRole('button', 'Убрать: empty.log'))
    await press(field(), 'Enter')
    expect(server.asked('sendMessage').map(({ text }) => text)).toEqual(['Вот журнал'])
  })

  it('T7 a client reads which quota is used up', async () => {
    const mebibyte = 1024 * 1024
    server.on('readFileLimits', () => ({
      fileBytes: 50 * mebibyte,
      ticket: { usedBytes: 0, mostBytes: 200 * mebibyte },
      portal: { usedBytes: 2047 * mebibyte, mostBytes: 2047 * mebibyte },
      desk: null,
    }))
    await show()

    await choose(fileOf('a.log'))

    expect(attached()[0]).toContain('Не поместится: ваш портал занял 2 ГБ из 2 ГБ.')
  })

  it('T7 more than ten are counted', async () => {
    await show()

    await choose(...Array.from({ length: 12 }, (_, number) => fileOf(`${number}.log`)))

    expect(attached()).toHaveLength(10)
    expect(saying('alert', /не больше 10/).textContent).toContain('Не приложены 2 файла')
  })

  it('T7 are not for a message that was sent: its change takes none', async () => {
    await show()
    await choose(fileOf('a.log'))
    const [edit] = allByRole('button', 'Изменить')
    if (edit === undefined) throw new Error('nothing to edit')

    await click(edit)

    expect(attached()).toEqual([])
    expect(document.querySelector('input[type=file]')).toBeNull()
    const pasted = await paste(field(), [fileOf('image.png', 'x', 'image/png')])
    expect(pasted.defaultPrevented).toBe(false)
  })

  it('T7 a BMP is turned into PNG or removed', async () => {
    const bmp = new Uint8Array(60)
    bmp.set([0x42, 0x4d])
    bmp[14] = 40
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 2, height: 2, close: () => undefined }))
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['png'])))
    await show()
    await choose(fileOf('снимок.bmp', bmp, 'image/bmp'))
    expect(attached()[0]).toContain('BMP не принимается')
    expect(uploads.requests).toEqual([])

    await click(byRole('button', 'Превратить в PNG'))
    await settleUploads()

    expect(attached()[0]).toMatch(/^снимок\.png\s?Загружен/)
    expect(await uploads.text()).toBe('png')
  })
})

describe('dropping', () => {
  it('T7 files on the conversation attaches them; while they are above it, it says so', async () => {
    await show()
    await drag('dragenter', conversation(), carrying([]))
    expect(saying('status', /Отпустите, чтобы приложить/)).toBeDefined()

    await drag('drop', conversation(), carrying([fileOf('a.log')]))

    expect(attached()[0]).toContain('a.log')
    expect(document.body.textContent).not.toContain('Отпустите')
  })

  it('T7 elsewhere opens nothing: the page stays', async () => {
    await show()

    const event = await drag('drop', document.body, carrying([fileOf('a.log')]))

    expect(event.defaultPrevented).toBe(true)
    expect(attached()).toEqual([])
  })

  it('text is the browser’s own', async () => {
    await show()

    const event = await drag('dragenter', conversation(), { ...carrying([]), types: ['text/plain'] })

    expect(event.defaultPrevented).toBe(false)
    expect(document.body.textContent).not.toContain('Отпустите')
  })

  it('T7 is not offered where nobody may write', async () => {
    serve(viewOf({ can: [] }))
    await show()
    const stream = byRole('log').closest('section')
    if (stream === null) throw new Error('no conversation')

    await drag('dragenter', stream, carrying([]))

    expect(document.body.textContent).not.toContain('Отпустите')
  })
})

describe('pasting', () => {
  it('T7 a picture attaches it', async () => {
    await show()

    const event = await paste(field(), [fileOf('image.png', 'x', 'image/png')])

    expect(event.defaultPrevented).toBe(true)
    expect(attached()[0]).toMatch(/^2026-11-20 \d\d-01-00\.png/)
  })

  it('T7 text stays text, also with a picture beside it', async () => {
    await show()

    const event = await paste(field(), [fileOf('image.png', 'x', 'image/png')], 'Итого 1 200')

    expect(event.defaultPrevented).toBe(false)
    expect(attached()).toEqual([])
  })
})

describe('a new ticket', () => {
  beforeEach(async () => {
    server.on('openTicket', () => viewOf())
    await signIn(meOf())
    mountInApp(NewTicket)
    await settle()
  })

  it('T7 is opened when its files are there, and names them', async () => {
    uploads.held.add('PATCH')
    await choose(fileOf('a.log', '0123456789'))
    await type(byRole('textbox', 'Что случилось'), 'Не приходят письма')
    await click(byRole('button', 'Создать обращение'))
    expect(server.asked('openTicket')).toEqual([])
    expect(document.body.textContent).toContain('Отправим, как только файлы загрузятся')

    uploads.handle(uploads.last('PATCH'))
    await settleUploads()

    expect(server.asked('openTicket').map(({ files }) => files?.length)).toEqual([1])
    expect(useUploadStore().uploads).toEqual([])
  })

  it('T7 is not opened while a file waits for a decision', async () => {
    await choose(fileOf('a.log', ''))
    await type(byRole('textbox', 'Что случилось'), 'Не приходят письма')

    await click(byRole('button', 'Создать обращение'))

    expect(server.asked('openTicket')).toEqual([])
  })

  it('T7 takes what is pasted anywhere in it', async () => {
    await fireEvent.focus(byRole('textbox', 'Тема'))

    await paste(byRole('textbox', 'Тема'), [fileOf('image.png', 'x', 'image/png')])

    expect(attached()).toHaveLength(1)
  })
})
