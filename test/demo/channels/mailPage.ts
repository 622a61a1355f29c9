import type { Letter, MailEmulator } from '#test/emulators/mail.ts'
import { html, raw, type Markup } from '#test/portal/markup.ts'
import { deskAddress, deskOf, type Correspondent } from './correspondents.ts'
import { framed, timeOf } from './frame.ts'

/** `answers`: the letter that is about to be answered, by its id. */
export function mailPage(mail: MailEmulator, who: Correspondent, answers: string | null): string {
  const letters = mail.lettersOf(who.address)
  const before = letters.find(({ messageId }) => messageId === answers)
  return framed({
    path: '/mail',
    title: 'Почта',
    about: html`Напишите на ${deskAddress}: у «${deskOf}» письмо станет обращением, а её ответ придёт сюда письмом.`,
    who,
    main: html`${form(who, before)}
      <section aria-label="Письма" data-fresh="/mail/letters?as=${who.key}">${lettersMarkup(who, letters)}</section>`,
  })
}

/** What is kept fresh on the page. */
export function lettersOf(mail: MailEmulator, who: Correspondent): string {
  return lettersMarkup(who, mail.lettersOf(who.address)).html
}

function form({ key, address }: Correspondent, before: Letter | undefined): Markup {
  return html`<form method="post" action="/mail?as=${key}" class="card">
    <p class="hint">От: ${address}<br />Кому: ${deskAddress}</p>
    <label>Тема <input name="subject" required maxlength="200" value="${before && answerTo(before.subject)}" /></label>
    <label
      >${before === undefined ? 'Письмо' : 'Ответ'}
      <textarea name="text" required maxlength="20000" rows="5" ${before && raw('autofocus')}></textarea>
    </label>
    ${before && html`<input type="hidden" name="answers" value="${before.messageId}" />`}
    <p class="acts">
      <button>${before === undefined ? 'Отправить письмо' : 'Отправить ответ'}</button>
      ${before && html`<a href="/mail?as=${key}">Новое письмо</a>`}
    </p>
  </form>`
}

function lettersMarkup(who: Correspondent, letters: readonly Letter[]): Markup {
  if (letters.length === 0) return html`<p class="empty">Писем пока нет. Напишите первое: ответ появится здесь сам.</p>`
  return html`<ol class="letters">
    ${letters.toReversed().map((letter) => letterMarkup(who, letter))}
  </ol>`
}

function letterMarkup({ key, address }: Correspondent, letter: Letter): Markup {
  const isOwn = letter.from === address
  return html`<li class="card ${isOwn ? 'own' : 'come'}">
    <p class="hint"><b>${isOwn ? 'Вы' : letter.fromName || letter.from}</b> <time>${timeOf(letter.at)}</time></p>
    <h2>${letter.subject}</h2>
    <pre>${letter.text}</pre>
    ${letter.files.map((name) => html`<p class="hint">📎 ${name}</p>`)}
    ${isOwn ? undefined : html`<a href="/mail?as=${key}&answers=${encodeURIComponent(letter.messageId)}">Ответить</a>`}
  </li>`
}

function answerTo(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}
