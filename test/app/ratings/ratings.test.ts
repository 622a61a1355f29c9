import { describe, expect, it } from 'vitest'
import RatingsPage from '#app/ratings/RatingsPage.vue'
import RatingPanel from '#app/tickets/RatingPanel.vue'
import SystemLine from '#app/tickets/SystemLine.vue'
import TicketEndPanel from '#app/tickets/TicketEndPanel.vue'
import type { Rating } from '#contract/tickets/ratings.types.ts'
import { aStaff, someone } from '../deskFactories.ts'
import { clientAuthor, meOf, startedAt, summaryOf, viewOf } from '../factories.ts'
import { byRole, click, mountPage, server, settle, textOf, type } from '../harness.ts'
import { isThere, openPage, wholePage } from '../page.ts'
import { aRating } from './factories.ts'

const said: Rating = { score: 2, comment: 'Долго ждали', ratedBy: 'Анна Орлова', ratedAt: startedAt }
const ended = summaryOf({ status: 'resolved' })

describe('T11 the client rates how its ticket ended', () => {
  it('one click on a star sends, the comment follows', async () => {
    await openPage(RatingPanel, {
      me: meOf(),
      props: { view: viewOf({ summary: ended, can: ['rate'] }) },
      answers: { rateTicket: () => viewOf({ summary: ended, can: ['rate'], rating: { ...said, comment: '' } }) },
    })
    await click(byRole('button', '2 из 5'))
    await settle()

    expect(server.asked('rateTicket')).toEqual([{ ticketId: ended.ticketId, score: 2 }])
    expect(wholePage()).toContain('Спасибо, оценка сохранена.')
  })

  it('a comment is sent with the star that stands, and can be changed', async () => {
    await openPage(RatingPanel, {
      me: meOf(),
      props: { view: viewOf({ summary: ended, can: ['rate'], rating: said }) },
      answers: { rateTicket: () => viewOf({ summary: ended, can: ['rate'], rating: said }) },
    })
    const isClosed = isThere('button', 'Сохранить комментарий')
    await click(byRole('button', 'Изменить комментарий'))
    await type(byRole('textbox', /Что было хорошо/), 'Уже лучше')
    await click(byRole('button', 'Сохранить комментарий'))
    await settle()

    expect(isClosed).toBe(false)
    expect(byRole('button', '2 из 5').getAttribute('aria-pressed')).toBe('true')
    expect(server.asked('rateTicket')).toEqual([{ ticketId: ended.ticketId, score: 2, comment: 'Уже лучше' }])
  })

  it('is read where it cannot be changed, by the desk and when the time is over', async () => {
    await openPage(RatingPanel, {
      me: someone('agent'),
      props: { view: viewOf({ summary: ended, side: 'desk', can: ['write'], rating: said }) },
      answers: {},
    })

    expect(wholePage()).toContain('Оценка клиента')
    expect(wholePage()).toContain('Долго ждали')
    expect(isThere('img', '2 из 5')).toBe(true)
    expect(isThere('button', '2 из 5')).toBe(false)
  })

  it('says why it was refused', async () => {
    await openPage(RatingPanel, {
      me: meOf(),
      props: { view: viewOf({ summary: ended, can: ['rate'] }) },
      answers: {},
    })
    server.refuse('rateTicket', 'rating_too_late')
    await click(byRole('button', '5 из 5'))
    await settle()

    expect(textOf(byRole('alert'))).toContain('Это время прошло')
  })

  it.each([
    [{ score: 4, from: null, hasComment: false }, 'Анна Орлова: оценка 4 из 5'],
    [{ score: 4, from: 2, hasComment: false }, 'оценка теперь 4 из 5, была 2'],
    [{ score: 4, from: 4, hasComment: true }, 'комментарий к оценке'],
  ] as const)('stands between the messages: %o', (rated, text) => {
    const event = { type: 'ticket.rated', seq: 3, at: startedAt, by: clientAuthor, ...rated } as const
    mountPage(SystemLine, { props: { event, side: 'desk', titles: null, quantumMinutes: 0 } })

    expect(wholePage()).toContain(text)
  })
})

describe('T1 what cannot be opened again', () => {
  it('goes on in a new ticket', async () => {
    const asked: string[] = []
    mountPage(TicketEndPanel, {
      props: {
        view: viewOf({ summary: summaryOf({ status: 'closed', closeReason: 'timeout' }), can: ['goOn'] }),
        isBusy: false,
        onGoOn: () => asked.push('goOn'),
      },
    })
    await click(byRole('button', 'Продолжить в новом обращении'))

    expect(asked).toEqual(['goOn'])
    expect(isThere('button', 'Открыть снова')).toBe(false)
  })
})

describe('T11 ratings for the head of support', () => {
  const answers = { readStaff: () => aStaff() }

  it('says that there are none yet', async () => {
    await openPage(RatingsPage, {
      me: someone('lead'),
      answers: { ...answers, listRatings: () => ({ ratings: [], nextCursor: null }) },
    })

    expect(wholePage()).toContain('Оценок ещё нет.')
    expect(isThere('button', 'Скачать CSV')).toBe(false)
  })

  it('shows each with its ticket, client and agent, and asks for the low ones alone', async () => {
    await openPage(RatingsPage, {
      me: someone('lead'),
      answers: { ...answers, listRatings: () => ({ ratings: [aRating()], nextCursor: null }) },
    })
    const shown = wholePage()
    await click(byRole('radio', 'Низкие'))
    await settle()

    expect(shown).toContain('Долго ждали')
    expect(shown).toContain('ООО «Ромашка»')
    expect(shown).toContain('низкая')
    expect(shown).toContain('Вёл обращение: Игорь Белов')
    expect(server.asked('listRatings').at(-1)).toMatchObject({ filter: { low: true } })
  })
})
