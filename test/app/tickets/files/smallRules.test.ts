import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSize } from '#app/lib/formatSize.ts'
import { isBmp } from '#app/tickets/files/bmp.ts'
import { filesIn, namedByTime } from '#app/tickets/files/clipboardFiles.ts'
import { roomIn, shortQuota } from '#app/tickets/files/fileLimits.ts'
import { nameParts } from '#app/tickets/files/fileName.ts'
import { textIn } from '#app/tickets/files/textIn.ts'
import { thumbnailSize } from '#app/tickets/files/thumbnailSize.ts'
import { fileOf } from '../../fakeUploads.ts'

const picture = fileOf('image.png', 'x', 'image/png')

describe('what is pasted', () => {
  it('T7 is a picture where there is nothing but a picture', () => {
    expect(filesIn({ text: '', files: [picture] })).toEqual([picture])
    expect(filesIn({ text: ' \n', files: [picture] })).toEqual([picture])
  })

  it('T7 stays text where an office program puts a picture of it beside', () => {
    expect(filesIn({ text: 'Итого\t1 200', files: [picture] })).toEqual([])
    expect(filesIn({ text: 'image.png и ещё слова', files: [picture] })).toEqual([])
  })

  it('T7 is the files where a file manager puts their names beside them', () => {
    const files = [fileOf('отчёт.pdf'), fileOf('b.log')]

    expect(filesIn({ text: 'отчёт.pdf\nb.log', files })).toEqual(files)
    expect(filesIn({ text: '/home/anna/отчёт.pdf\r\nC:\\logs\\b.log', files })).toEqual(files)
  })

  it('T7 gets a name by the time, and keeps one that it has', () => {
    const at = new Date(2026, 10, 9, 8, 7, 6)

    expect(namedByTime(picture, at).name).toBe('2026-11-09 08-07-06.png')
    expect(namedByTime(fileOf('screen.png'), at).name).toBe('screen.png')
  })
})

describe('a long name', () => {
  it('T7 keeps its ending whole', () => {
    expect(nameParts('Отчёт о продажах за ноябрь.xlsx')).toEqual({ start: 'Отчёт о продажах за но', end: 'ябрь.xlsx' })
    expect(nameParts('a.png')).toEqual({ start: '', end: 'a.png' })
    expect(nameParts('no ending')).toEqual({ start: 'no en', end: 'ding' })
  })

  it('T7 loses nothing but what turns the direction of letters around', () => {
    expect(nameParts('photo\u202Egnp.exe')).toEqual({ start: 'photo'.slice(0, 4), end: 'ognp.exe' })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const { start, end } = nameParts(name)
        expect(start + end).toBe(name.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, ''))
      }),
    )
  })
})

describe('a size', () => {
  it('T7 is said as people write it', () => {
    const nbsp = (text: string): string => text.replaceAll('\u00A0', ' ')

    expect(nbsp(formatSize(50 * 1024 * 1024, 'ru'))).toBe('50 МБ')
    expect(nbsp(formatSize(1_500_000, 'uk'))).toBe('1,4 МБ')
    expect(nbsp(formatSize(640 * 1024, 'en'))).toBe('640 KB')
    expect(nbsp(formatSize(5, 'ru'))).toBe('5 байт')
    expect(nbsp(formatSize(2 * 1024 ** 4, 'en'))).toBe('2,048 GB')
  })
})

describe('a BMP', () => {
  const head = (mark: string, length: number): Blob => {
    const bytes = new Uint8Array(60)
    bytes.set([mark.charCodeAt(0), mark.charCodeAt(1)])
    bytes[14] = length
    return new Blob([bytes])
  }

  it('T7 is known by its content', async () => {
    expect(await isBmp(head('BM', 40))).toBe(true)
    expect(await isBmp(head('BM', 124))).toBe(true)
    expect(await isBmp(head('PK', 40))).toBe(false)
    expect(await isBmp(fileOf('a.bmp', 'BMW are cars, and this is a text'))).toBe(false)
    expect(await isBmp(fileOf('a.bmp', 'BM'))).toBe(false)
  })
})

describe('a text', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

  it('T7 is read as it was written', () => {
    expect(textIn(new TextEncoder().encode('журнал'))).toBe('журнал')
    expect(textIn(bytes(0xe6, 0xf3, 0xf0, 0xed, 0xe0, 0xeb))).toBe('журнал')
    expect(textIn(bytes(0xff, 0xfe, 0x36, 0x04, 0x43, 0x04))).toBe('жу')
    expect(textIn(bytes(0xfe, 0xff, 0x04, 0x36, 0x04, 0x43))).toBe('жу')
  })

  it('T7 may end in the middle of a letter', () => {
    expect(textIn(new TextEncoder().encode('журнал').subarray(0, 11))).toBe('журна')
  })
})

describe('a picture in a message', () => {
  it('T7 keeps its shape, is never larger than itself, and large enough for a finger', () => {
    expect(thumbnailSize({ width: 1920, height: 1080 }, true)).toEqual({ width: 320, height: 180 })
    expect(thumbnailSize({ width: 1080, height: 1920 }, false)).toEqual({ width: 72, height: 128 })
    expect(thumbnailSize({ width: 100, height: 80 }, true)).toEqual({ width: 100, height: 80 })
    expect(thumbnailSize({ width: 4000, height: 10 }, true)).toEqual({ width: 320, height: 56 })
    expect(thumbnailSize({ width: null, height: null }, false)).toEqual({ width: 128, height: 128 })
  })
})

describe('the room that is left', () => {
  const limits = {
    fileBytes: 50,
    ticket: { usedBytes: 20, mostBytes: 200 },
    portal: { usedBytes: 900, mostBytes: 1000 },
    desk: null,
  }

  it('T7 is that of the quota that ends first', () => {
    expect(roomIn(limits)).toEqual({ fileBytes: 50, leftBytes: 100 })
    expect(shortQuota(limits)).toEqual({ of: 'noRoomInPortal', usedBytes: 900, mostBytes: 1000 })
    expect(roomIn({ ...limits, portal: null, desk: { usedBytes: 11, mostBytes: 10 } }).leftBytes).toBe(0)
    expect(shortQuota({ ...limits, portal: null }).of).toBe('noRoomInTicket')
  })
})
