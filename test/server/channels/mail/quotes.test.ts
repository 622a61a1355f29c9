import { describe, expect, it } from 'vitest'
import { parseHtml } from '#server/channels/mail/domain/html.ts'
import { linesOfHtml } from '#server/channels/mail/domain/htmlLines.ts'
import { linesOfText } from '#server/channels/mail/domain/lines.ts'
import { foldQuotes, isForwarded } from '#server/channels/mail/domain/quotes.ts'

const known = ['support@desk.example', 'anna@client.example']
const answer = { isForward: false, known }

/** Blank lines left out, as they differ between programs and say nothing. */
function keptOf(text: string, facts = answer): string[] {
  return solid(foldQuotes(linesOfText(text), facts).kept)
}
function keptOfHtml(html: string, facts = answer): string[] {
  return solid(foldQuotes(linesOfHtml(parseHtml(html)), facts).kept)
}
function solid(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

const own = 'Не помогло, список пустой.'
const older = '> Проверьте права.\n> Напишите, что вышло.'

describe('an older message below an answer goes', () => {
  it.each([
    ['Gmail ru', `вт, 24 нояб. 2026 г. в 10:35, Служба поддержки <support@desk.example>:\n\n${older}`],
    ['Gmail ru, wrapped', `вт, 24 нояб. 2026 г. в 10:35, Служба поддержки <\nsupport@desk.example>:\n\n${older}`],
    ['Gmail uk', `вт, 24 лист. 2026 р. о 09:18 Служба <support@desk.example> пише:\n${older}`],
    ['Gmail en', `On Tue, Nov 24, 2026 at 9:18 AM Support Desk <support@desk.example>\nwrote:\n\n${older}`],
    ['Thunderbird ru', `24.11.2026 7:40, Служба поддержки пишет:\n${older}`],
    ['Thunderbird uk', `24.11.2026 7:40, Служба підтримки пише:\n${older}`],
    ['Thunderbird en', `On 11/24/26 12:13 PM, Support Desk wrote:\n${older}`],
    [
      'Apple ru',
      `Отправлено с iPhone\n\n> 24 нояб. 2026 г., в 10:15, Служба <support@desk.example> написал(а):\n>\n${older}`,
    ],
    [
      'Apple en',
      `Sent from my iPhone\n\n> On Nov 24, 2026, at 10:15 AM, Support <support@desk.example> wrote:\n> \n${older}`,
    ],
    [
      'Apple uk',
      `Надіслано з iPhone\n\n> 24 лист. 2026 р. о 16:37 Служба <support@desk.example> написав(-ла):\n${older}`,
    ],
    ['Yandex', `24.11.2026, 13:58, "Служба" <support@desk.example>:\n${older}`],
    [
      'Yandex mobile',
      `-- \nОтправлено из мобильного приложения Яндекс Почты\n\n24.11.2026, 13:58, "Служба" <support@desk.example>:\n${older}`,
    ],
    [
      'Mail.ru',
      `--\nОтправлено из Mail.ru для Android\n\nпятница, 27 ноября 2026, 7:04 +03:00 от Служба <support@desk.example>:\n${older}`,
    ],
    ['The Bat!', `Вы писали 24 ноября 2026 г., 13:33:\n\n${older}`],
    ['The Bat! with initials', `Вы писали 24 ноября 2026 г., 13:33:\n\nСП> Проверьте права.\nСП> Напишите.`],
    ['The Bat! en', `You wrote on Tuesday, November 24, 2026, 1:33:00 PM:\n\n${older}`],
    ['Roundcube ru', `Служба поддержки писал 2026-11-24 07:01:\n${older}`],
    ['Roundcube en', `On 2026-11-24 07:01, Support Desk wrote:\n${older}`],
    [
      'Outlook ru',
      'От: Служба <support@desk.example>\nОтправлено: 24 ноября 2026 г. 9:43\nКому: Анна\nТема: RE: Права\n\nПроверьте.',
    ],
    [
      'Outlook uk',
      'Від: Служба <support@desk.example>\nНадіслано: 24 листопада 2026 р. 9:43\nКому: Анна\nТема: Права\n\nПеревірте.',
    ],
    ['Outlook en', 'From: Support\nSent: Tuesday, November 24, 2026 9:43 AM\nTo: Anna\nSubject: RE: Rights\n\nCheck.'],
    [
      'Outlook for iOS',
      'Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Support <support@desk.example>\nSent: Tuesday, November 24, 2026 9:43:00 AM\nTo: Anna\nSubject: Rights\n\nCheck.',
    ],
    [
      'Outlook для iOS',
      'Отправлено из Outlook для iOS\n________________________________\nОт: Служба\nОтправлено: вторник, 24 ноября 2026 г., 9:43\nКому: Анна\nТема: Права\n\nПроверьте.',
    ],
    [
      'Samsung ru',
      'Отправлено с моего устройства Galaxy\n\n-------- Исходное сообщение --------\nОт: Служба <support@desk.example>\nДата: 24.11.26 18:14\n\nПроверьте.',
    ],
    [
      'Samsung en',
      'Sent from my Galaxy\n\n-------- Original message --------\nFrom: Support <support@desk.example>\nDate: 11/24/26 18:14\n\nCheck.',
    ],
    [
      'Ukr.net',
      '--- Оригінальне повідомлення ---\nВід кого: "Служба" <support@desk.example>\nДата: 24 листопада 2026, 13:00:00\n\nПеревірте.',
    ],
    ['Zoho', '---- On Tue, 24 Nov 2026 12:18:00 +0000 Support Desk <support@desk.example> wrote ---\n\n> Check.'],
    [
      'Yahoo',
      'On Tuesday, November 24, 2026 at 09:43:00 AM GMT+3, Support <support@desk.example> wrote:\n\n  Check the rights.',
    ],
    ['Proton', `On Tuesday, November 24th, 2026 at 9:18 AM, Support <support@desk.example> wrote:\n\n${older}`],
    ['no intro', older],
    ['a marker of ours in it', `${older}\n> opora-ref:tytznnceoixq7jvo26rrkg2r`],
  ])('%s', (_, below) => {
    expect(keptOf(`${own}\n\n${below}\n`)).toEqual([own])
  })
})

describe('what somebody wrote stays', () => {
  const long = 'Принтер другой, пробовали вчера вечером, не помогло.'
  it.each([
    ['answers between the lines', `24.11.2026 7:40, Служба пишет:\n> Смените принтер.\n${long}\n> Версия?\n${long}`],
    ['an answer below', `24.11.2026 7:40, Служба пишет:\n> Смените принтер.\n\n${long}`],
    ['a quote of its own', `Выходит ошибка:\n> Нет доступа к списку\n${long}`],
    ['prose that begins like a head', `От: клиента пришло письмо.\nКому: звонить?\n${long}`],
    [
      'a pasted head of others',
      `Не доходит вот что:\nОт: shop@other.example\nКому: buyer@other.example\nТема: Счёт\nвот такое письмо не доходит`,
    ],
    ['a signature', `${long}\n--\nС уважением,\nАнна`],
    ['prose with a date and a colon', `Заказ от 24.11.2026 10:15 выглядит так:\nпусто`],
    ['a menu path', `Откройте\nCRM> Сделки\nCRM> Лиды`],
    ['what reads like a device', `Отправлено с почты клиента, ответа нет`],
    ['Sent in prose', `Sent from our shop to the customers, nothing arrived`],
    ['dashes alone', `Первое\n----------\nВторое`],
  ])('%s', (_, text) => {
    expect(keptOf(text)).toEqual(solid(text))
  })

  it('no placeholder of a picture', () => {
    const text =
      'Смотрите:\n[cid:image001.png@01DC5F00]\n[image: image.png]\n<IMG_1.jpeg>\n[https://a.example/logo.png]\nДа.'

    expect(keptOf(text)).toEqual(['Смотрите:', 'Да.'])
  })

  it('a short answer below a quote', () => {
    expect(keptOf('24.11.2026 7:40, Служба пишет:\n> Получилось?\n\nДа.')).toEqual(['Да.'])
  })

  it('everything, where nothing else would be left', () => {
    const text = `24.11.2026 7:40, Служба пишет:\n${older}`
    expect(foldQuotes(linesOfText(text), answer)).toEqual({ kept: text, folded: '' })
  })

  it('nothing, where only a device spoke', () => {
    expect(keptOf('\n\nSent from my iPhone\n')).toEqual([])
  })

  it.each([
    [
      'Gmail',
      '---------- Forwarded message ---------\nОт: Банк <info@bank.example>\nDate: вт, 24 нояб. 2026 г. в 8:15\nSubject: Платёж\nTo: <anna@client.example>\n\nНе найден.',
    ],
    ['Apple', 'Начало переадресованного сообщения:\n\n> От: Банк <info@bank.example>\n> Тема: Платёж\n>\n> Не найден.'],
    [
      'Thunderbird uk',
      '-------- Переслане повідомлення --------\nТема: Платіж\nВід: Банк <info@bank.example>\nКому: anna@client.example\n\nНе знайдено.',
    ],
  ])('what is passed on by %s', (_, below) => {
    expect(keptOf(`Посмотрите.\n\n${below}`)).toEqual(solid(`Посмотрите.\n\n${below}`))
  })

  it('what Outlook passes on, which only the subject tells', () => {
    const text = 'FYI\n\nFrom: Bank\nSent: Tuesday, November 24, 2026 9:43 AM\nTo: Anna\nSubject: Payment\n\nNot found.'
    expect(keptOf(text, { isForward: isForwarded('FW: Payment'), known })).toEqual(solid(text))
    expect(keptOf(text, { isForward: isForwarded('RE: FW: Payment'), known })).toEqual(['FYI'])
  })
})

describe('HTML', () => {
  const said = `<div>${own}</div>`
  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">Am Di., 24. Nov. 2026 schrieb X:<br></div><blockquote class="gmail_quote">Check.</blockquote></div>',
    ],
    ['Apple', '<blockquote type="cite">On Nov 24 X wrote:<br>Check.</blockquote>'],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">Am 24.11.26 schrieb X:</div><blockquote type="cite">Check.</blockquote>',
    ],
    [
      'Outlook',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> X<br><b>An:</b> Y</div><div>Check.</div>',
    ],
    [
      'Outlook of the desktop',
      '<div style="border:none; border-top: solid #E1E1E1 1.0pt"><p><b>Von:</b> X<br><b>Gesendet:</b> heute<br><b>An:</b> Y</p></div><p>Check.</p>',
    ],
    ['Proton', '<div class="protonmail_quote">Am 24.11. schrieb X:<blockquote type="cite">Check.</blockquote></div>'],
    ['Yahoo', '<div id="yahoo_quoted_1"><div>On Tuesday X wrote:</div><div>Check.</div></div>'],
    [
      'Yandex',
      '<div>24.11.2026, 13:58, "Служба" &lt;support@desk.example&gt;:</div><blockquote><p>Check.</p></blockquote>',
    ],
    [
      'Mail.ru',
      '<blockquote style="x">Вторник, 24 ноября 2026, 7:04 +03:00 от Служба &lt;support@desk.example&gt;:<br><div>Check.</div></blockquote>',
    ],
  ])('of %s: the quote goes', (_, below) => {
    expect(keptOfHtml(`${said}${below}`)).toEqual([own])
  })

  it.each([
    [
      'a quote of its own at the end',
      '<p>Выходит:</p><blockquote>Нет доступа</blockquote>',
      ['Выходит:', '> Нет доступа'],
    ],
    [
      'a line above a signature',
      '<p>Да.</p><div style="border-top:solid 1px">Анна, бухгалтер</div>',
      ['Да.', 'Анна, бухгалтер'],
    ],
    ['text in cells', '<table><tr><td>Сумма</td><td>100</td></tr></table>', ['Сумма 100']],
    [
      'where a link goes',
      '<p><a href="https://a.example/x">сюда</a> и <a href="https://a.example">https://a.example</a></p>',
      ['сюда <https://a.example/x> и https://a.example'],
    ],
    ['no picture, no style', '<style>p{}</style><p>Да<img src="cid:x" alt="логотип"></p><script>x</script>', ['Да']],
  ])('%s', (_, html, lines) => {
    expect(keptOfHtml(html)).toEqual(lines)
  })

  it('inline answers in Gmail’s container', () => {
    const long = 'Да, вижу, но он серый и не нажимается вообще никак.'
    const html = `<div class="gmail_quote"><div class="gmail_attr">24.11.2026 7:40 X &lt;support@desk.example&gt;:</div><blockquote class="gmail_quote">Видите?</blockquote><div>${long}</div><blockquote class="gmail_quote">Тариф?</blockquote><div>Базовый.</div></div>`
    expect(keptOfHtml(html)).toEqual(expect.arrayContaining([long, '> Видите?', 'Базовый.']))
  })
})
