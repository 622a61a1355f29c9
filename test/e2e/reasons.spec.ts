import { expect, it } from 'vitest'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { newId, type World } from '#test/support/world.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { allShown, idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, further, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

/** Two portals are open, and seven tickets are gone through one after the other; a busy machine takes its time. */
const slow = 180_000

const stage = useStage(async ({ world }) => {
  await installAll(world)
  const owner = await world.enter('partner', 1)
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document: vendorSla, effectiveAt: null, lastVersion }, owner)
  await connectClient(world)
})

async function opened(world: World, subjects: readonly string[]): Promise<void> {
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  for (const subject of subjects) {
    await world.call('openTicket', { ticketId: newId(), messageId: newId(), subject, text: 'Помогите' }, admin)
  }
}

async function bothPages(): Promise<{ client: Visit; partner: Visit }> {
  const client = await stage.open('client', 'admin')
  const partner = await stage.open('partner', 'owner')
  await partner.app.getByRole('link', { name: 'Очередь' }).click()
  return { client, partner }
}

/** What an agent does through the dialog: a reason, its words as the regulation has them, the day that is proposed. */
async function act(partner: Visit, name: 'Отложить' | 'Отклонить', reason: string): Promise<void> {
  await further(partner, name)
  const dialog = partner.app.getByRole('dialog')
  await dialog.getByRole('radio', { name: new RegExp(`^${reason}`) }).check()
  await dialog.getByRole('region', { name: 'Клиент увидит' }).getByText(reason).first().waitFor()
  await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const isOf = ({ app }: Visit, reason: string) =>
  app.getByRole('region', { name: /Отложено до|Ожидаемая дата/ }).getByText(reason, { exact: true })
const isBack = ({ app }: Visit) => app.getByText(/Снова в работе/).last()

it(
  'T6 the reasons of the regulation: what their client reads, and what lifts each',
  async () => {
    const lifted = [
      'Не хватает сведений',
      'Нарушены технические требования',
      'Копия без лицензии',
      'Вопрос поставлен неясно',
    ]
    const declined = ['Не входит в поддержку', 'Оскорбления']
    const access = 'Не воспроизводится'
    await opened(
      stage.world,
      [...lifted, ...declined, access].map((reason) => `Про: ${reason}`),
    )
    const { client, partner } = await bothPages()
    const choose = (reason: string) =>
      Promise.all([client, partner].map((visit) => chooseTicket(visit, `Про: ${reason}`)))

    for (const reason of lifted) {
      await choose(reason)
      await act(partner, 'Отложить', reason)
      await allShown([isOf(client, reason), isOf(partner, reason), client.app.getByText(/Напишите сюда, и работа/)])
      await write(client, 'Вот подробности')
      await allShown([isBack(client), isBack(partner)])
      await isOf(client, reason).waitFor({ state: 'hidden' })
    }

    await choose(access)
    await act(partner, 'Отложить', access)
    await button(client, 'Доступ дан').click()
    await client.app.getByLabel(/Как войти/).fill('Пригласил вас на портал')
    await client.app.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click()
    await allShown([isBack(client), isBack(partner), partner.app.getByText('Пригласил вас на портал').last()])

    for (const reason of declined) {
      await choose(reason)
      await act(partner, 'Отклонить', reason)
      await allShown([client, partner].map(({ app }) => app.getByText(`Причина: ${reason}`)))
    }
  },
  slow,
)

it(
  'T6 with development: a date that the client sees, and sees move',
  async () => {
    await opened(stage.world, ['Нужна новая возможность'])
    const { client, partner } = await bothPages()
    await Promise.all([client, partner].map((visit) => chooseTicket(visit, 'Нужна новая возможность')))
    await act(partner, 'Отложить', 'Передано разработчикам')
    const expected = client.app.getByRole('region', { name: /Ожидаемая дата/ })
    await expected.getByText('Если дата изменится, вы получите уведомление').waitFor()

    for (const { typed, shown } of [
      { typed: '10.03.2031', shown: 'Ожидаемая дата: 10 марта 2031 г.' },
      { typed: '20.04.2031', shown: 'Ожидаемая дата: 20 апреля 2031 г.' },
    ]) {
      await further(partner, 'Перенести дату')
      const dialog = partner.app.getByRole('dialog')
      await dialog.getByRole('textbox').fill(typed)
      await dialog.getByRole('button', { name: 'Перенести', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      await expected.getByRole('heading', { name: shown }).waitFor()
    }

    const moved = client.app.getByText(/ожидаемая дата теперь/)
    await moved.nth(1).waitFor()
    expect(await moved.first().textContent()).toMatch(/теперь 10 марта 2031 г\., была/)
    expect(await moved.last().textContent()).toMatch(/теперь 20 апреля 2031 г\., была 10 марта 2031 г\./)
    await isOf(partner, 'Передано разработчикам').waitFor()
  },
  slow,
)
