import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  world.sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  await installAll(world)
  await connectClient(world)
  await eventually(() => expect(world.sandbox.requests('partner', 'event.bind')).toHaveLength(2))
})

it('P8 the app is updated without its event: the next opening brings back what the update has dropped', async () => {
  const { sandbox } = stage.world
  const { origin } = sandbox.portals.partner
  const card = `${origin}/crm/company/details/1/?user=1`
  sandbox.setDelivery({ isHeld: true })
  await sandbox.update('partner')
  const auth = sandbox.issueToken('partner', 1).accessToken
  for (const PLACEMENT of ['CRM_COMPANY_DETAIL_TAB', 'REST_APP_URI']) {
    await fetch(`${origin}/rest/placement.unbind`, { method: 'POST', body: new URLSearchParams({ auth, PLACEMENT }) })
  }
  const owner = await stage.open('partner', 'owner')
  await owner.app.getByRole('link', { name: 'Коды' }).waitFor()

  await eventually(() => expect(sandbox.requests('partner', 'event.bind')).toHaveLength(4))
  await owner.page.goto(card)
  await owner.app.getByRole('heading').first().waitFor()
}, 120_000)
