import { deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import type { RefusalCode } from '#contract/refusals.ts'
import type { MessageFile } from '#contract/tickets/files.types.ts'
import { alloc, chunk, concat, from, gif, of, png, zip } from './hostileBytes.ts'

/** `ends`: why it is refused, or what it is kept as; `either` where the decoder may say this or that, and neither harms. */
export type Hostile = {
  what: string
  name: string
  bytes: Buffer
  ends: RefusalCode | Partial<MessageFile> | 'either'
}

const kept = (kind: MessageFile['kind'], type: string, more: Partial<MessageFile> = {}) => ({ kind, type, ...more })
const asText = (name: string) => kept('text', 'text/plain', { name })
const asBytes = kept('other', 'application/octet-stream', { isInline: false, hasThumbnail: false })

const realPicture = () =>
  sharp({
    create: {
      width: 900,
      height: 300,
      channels: 3,
      background: '#a33',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })

/** T7: what somebody might send to do harm, or by mistake. */
export async function hostileFiles(): Promise<Hostile[]> {
  const jpeg = await realPicture().jpeg().toBuffer()
  const picture = await realPicture().png().toBuffer()
  const webp = await realPicture().webp().toBuffer()
  const script = '<script>alert(document.domain)</script>'
  const html = from(`<!doctype html><title>x</title>${script}`)
  const svg = from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`)
  const pdf = from('%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF')
  const exe = concat([from('MZ'), alloc(400)])
  const mp4 = concat([of(0, 0, 0, 0x18), from('ftypisom'), alloc(12), of(0, 0, 0, 8), from('free')])
  const named = (what: string, name: string, ends: Hostile['ends']) => ({
    what,
    name,
    bytes: from('обычный текст'),
    ends,
  })
  return [
    { what: 'a program called a picture', name: 'shot.png', bytes: exe, ends: 'file_type_not_allowed' },
    { what: 'a program', name: 'setup.exe', bytes: exe, ends: 'file_type_not_allowed' },
    {
      what: 'a program of Linux called PDF',
      name: 'a.pdf',
      bytes: concat([of(0x7f), from('ELF'), alloc(60)]),
      ends: 'file_type_not_allowed',
    },
    {
      what: 'a class of Java',
      name: 'a.txt',
      bytes: concat([of(0xca, 0xfe, 0xba, 0xbe), alloc(60)]),
      ends: 'file_type_not_allowed',
    },
    {
      what: 'an archive of Java',
      name: 'a.zip',
      bytes: zip('META-INF/MANIFEST.MF', from('Main-Class: A')),
      ends: 'either',
    },
    {
      what: 'a shortcut',
      name: 'a.lnk',
      bytes: concat([of(0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46), alloc(60)]),
      ends: 'file_type_not_allowed',
    },
    { what: 'Flash', name: 'a.swf', bytes: concat([from('CWS'), of(9), alloc(60)]), ends: 'file_type_not_allowed' },
    { what: 'WebAssembly', name: 'a.wasm', bytes: of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), ends: 'file_type_not_allowed' },
    {
      what: 'PostScript',
      name: 'a.ps',
      bytes: from('%!PS-Adobe-3.0\n(/etc/passwd) run'),
      ends: 'file_type_not_allowed',
    },
    {
      what: 'sound called a video',
      name: 'a.mp4',
      bytes: concat([from('ID3'), of(3, 0, 0, 0, 0, 0, 0), of(0xff, 0xfb, 0x90, 0x64), alloc(600)]),
      ends: 'file_type_not_allowed',
    },
    {
      what: 'a QuickTime video',
      name: 'a.mov',
      bytes: concat([of(0, 0, 0, 0x14), from('ftypqt  '), alloc(8)]),
      ends: 'file_type_not_allowed',
    },
    { what: 'a bomb of gzip', name: 'a.gz', bytes: gzipSync(alloc(20_000_000)), ends: 'file_type_not_allowed' },
    {
      what: 'noise',
      name: 'a.bin',
      bytes: concat([of(0, 1, 2, 3), jpeg.subarray(20, 400)]),
      ends: 'file_type_not_allowed',
    },
    { what: 'noise called text', name: 'a.txt', bytes: of(0, 200, 1, 7, 99, 2, 0, 0), ends: 'file_type_not_allowed' },
    { what: 'a text with a NUL', name: 'a.log', bytes: from('line\0line'), ends: 'file_type_not_allowed' },
    {
      what: 'a script before an archive',
      name: 'a.zip',
      bytes: concat([from('#!/bin/sh\nrm -rf /\n'), zip('a', alloc(4))]),
      ends: 'file_type_not_allowed',
    },
    { what: 'BMP', name: 'a.bmp', bytes: concat([from('BM'), alloc(60)]), ends: 'bmp_only_in_archive' },
    { what: 'BMP called PNG', name: 'a.png', bytes: concat([from('BM'), alloc(60)]), ends: 'bmp_only_in_archive' },
    {
      what: 'BMP in an archive',
      name: 'a.zip',
      bytes: zip('a.bmp', concat([from('BM'), alloc(60)])),
      ends: kept('archive', 'application/zip'),
    },
    {
      what: 'a picture called PDF',
      name: 'a.pdf',
      bytes: picture,
      ends: kept('picture', 'image/png', { name: 'a.pdf.png' }),
    },
    {
      what: 'a picture called a program',
      name: 'a.exe',
      bytes: jpeg,
      ends: kept('picture', 'image/jpeg', { name: 'a.exe.jpg' }),
    },
    { what: 'a text called a program', name: 'a.exe', bytes: from('text'), ends: asText('a.exe.txt') },
    { what: 'a batch', name: 'run.bat', bytes: from('@echo off\r\nformat c:'), ends: asText('run.bat.txt') },
    { what: 'a script of Windows', name: 'run.vbs', bytes: from('WScript.Echo 1'), ends: asText('run.vbs.txt') },
    { what: 'a script of a page', name: 'run.js', bytes: from('alert(1)'), ends: asText('run.js.txt') },
    { what: 'an application of HTML', name: 'run.hta', bytes: html, ends: { ...asBytes, name: 'run.hta.txt' } },
    {
      what: 'an installer called a document',
      name: 'a.msi',
      bytes: concat([of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), alloc(600)]),
      ends: kept('office', 'application/x-cfb', { name: 'a.msi.doc' }),
    },
    { what: 'HTML', name: 'a.html', bytes: html, ends: asBytes },
    { what: 'HTML called a picture', name: 'a.png', bytes: html, ends: asBytes },
    { what: 'HTML called text', name: 'a.txt', bytes: html, ends: asBytes },
    {
      what: 'HTML after spaces and a mark',
      name: 'a.htm',
      bytes: concat([from('\uFEFF \r\n\t'), html]),
      ends: asBytes,
    },
    {
      what: 'HTML in UTF-16',
      name: 'a.htm',
      bytes: concat([of(0xff, 0xfe), from(html.toString(), 'utf16le')]),
      ends: asBytes,
    },
    { what: 'SVG with a script', name: 'a.svg', bytes: svg, ends: asBytes },
    { what: 'SVG called a picture', name: 'a.png', bytes: svg, ends: asBytes },
    {
      what: 'SVG with entities',
      name: 'a.svg',
      bytes: concat([from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'), svg]),
      ends: asBytes,
    },
    { what: 'XHTML', name: 'a.xhtml', bytes: concat([from('<?xml version="1.0"?>'), html]), ends: asBytes },
    { what: 'a text that tells a page', name: 'a.txt', bytes: from(`hello ${script}`), ends: asText('a.txt') },
    {
      what: 'GIF that is also a script',
      name: 'a.gif',
      bytes: from('GIF89a/*\x01\x01*/=1;alert(1)//'),
      ends: 'either',
    },
    {
      what: 'JPEG with a page behind it',
      name: 'a.jpg',
      bytes: concat([jpeg, html]),
      ends: kept('picture', 'image/jpeg'),
    },
    {
      what: 'PNG with an archive behind it',
      name: 'a.png',
      bytes: concat([picture, zip('evil.jar', exe)]),
      ends: kept('picture', 'image/png'),
    },
    { what: 'PDF with a script', name: 'a.pdf', bytes: pdf, ends: kept('pdf', 'application/pdf', { isInline: false }) },
    {
      what: 'PDF that is also an archive',
      name: 'a.pdf',
      bytes: concat([pdf, zip('a.exe', exe)]),
      ends: kept('pdf', 'application/pdf'),
    },
    {
      what: 'an archive that leaves its folder',
      name: 'a.zip',
      bytes: zip('../../../../etc/cron.d/evil', from('x')),
      ends: kept('archive', 'application/zip'),
    },
    {
      what: 'an archive that claims four gigabytes',
      name: 'a.zip',
      bytes: zip('a', deflateSync(alloc(1_000_000)), 0xffffffff),
      ends: 'either',
    },
    {
      what: 'a workbook that is a bomb',
      name: 'a.xlsx',
      bytes: zip('[Content_Types].xml', from('<Types/>'), 0x7fffffff),
      ends: 'either',
    },
    { what: 'a picture 30,000 wide', name: 'a.png', bytes: png(30_000, 10), ends: 'picture_too_large' },
    { what: 'a picture 30,000 high', name: 'a.png', bytes: png(10, 30_000), ends: 'picture_too_large' },
    { what: 'a picture of 400 million pixels', name: 'a.png', bytes: png(20_000, 20_000), ends: 'picture_too_large' },
    {
      what: 'a picture as large as a number may be',
      name: 'a.png',
      bytes: png(0x7fffffff, 0x7fffffff),
      ends: 'either',
    },
    { what: 'a picture of no size', name: 'a.png', bytes: png(0, 0), ends: 'file_damaged' },
    { what: 'GIF of four gigapixels', name: 'a.gif', bytes: gif(65_535, 65_535), ends: 'picture_too_large' },
    {
      what: 'a text chunk that is a bomb',
      name: 'a.png',
      bytes: png(4, 4, chunk('zTXt', concat([from('c\0\0'), deflateSync(alloc(30_000_000))]))),
      ends: 'either',
    },
    { what: 'PNG that is its beginning only', name: 'a.png', bytes: picture.subarray(0, 8), ends: 'either' },
    {
      what: 'PNG cut off',
      name: 'a.png',
      bytes: picture.subarray(0, picture.length / 2),
      ends: kept('picture', 'image/png', { hasThumbnail: false }),
    },
    {
      what: 'JPEG cut off',
      name: 'a.jpg',
      bytes: jpeg.subarray(0, jpeg.length / 2),
      ends: kept('picture', 'image/jpeg', { hasThumbnail: false }),
    },
    { what: 'WebP cut off', name: 'a.webp', bytes: webp.subarray(0, webp.length / 2), ends: 'either' },
    {
      what: 'a video that is its head only',
      name: 'a.mp4',
      bytes: mp4,
      ends: kept('video', 'video/mp4', { isInline: true }),
    },
    { what: 'one letter', name: 'a.txt', bytes: from('a'), ends: asText('a.txt') },
    {
      what: 'a log in Windows-1251',
      name: 'a.log',
      bytes: of(0xce, 0xf8, 0xe8, 0xe1, 0xea, 0xe0, 13, 10),
      ends: asText('a.log'),
    },
    {
      what: 'a log in UTF-16',
      name: 'a.log',
      bytes: concat([of(0xff, 0xfe), from('Ошибка\r\n', 'utf16le')]),
      ends: asText('a.log'),
    },
    { what: 'a log with colours', name: 'a.log', bytes: from('\x1b[31mError\x1b[0m'), ends: asText('a.log') },
    named('a path', '../../../etc/passwd', asText('passwd')),
    named('a path of Windows', 'C:\\Users\\a\\secret.txt', asText('secret.txt')),
    named('a name that reads backwards', 'photo\u202Etxt.exe', asText('phototxt.exe.txt')),
    named('a name with a NUL', 'a\0.txt', asText('a.txt')),
    named('a name that adds a header', 'a\r\nSet-Cookie: x=1.txt', asText('aSet-Cookie_ x=1.txt')),
    named('a name that ends its quotes', 'a"; filename="b.exe.txt', asText('a_; filename=_b.exe.txt')),
    named('a name of letters that are put together', 'и\u0306.txt', asText('й.txt')),
    named('a name of 4,000 letters', `${'я'.repeat(3996)}.txt`, asText(`${'я'.repeat(176)}.txt`)),
    named('a hidden name', '.bashrc', asText('bashrc')),
    named('a name of full stops', '...', 'file_name_missing'),
    named('no name', '', 'file_name_missing'),
    { what: 'nothing', name: 'a.txt', bytes: alloc(0), ends: 'file_empty' },
  ]
}
