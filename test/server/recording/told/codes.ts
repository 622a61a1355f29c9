import { taken, type Teller } from '../stories.ts'

/** A code is issued, sent and activated; the client changes its desk, comes back, and goes to the standard one. */
export async function codes({ situation, says, waits }: Teller): Promise<void> {
  const { deskIds, world } = situation
  const firm = world.sandbox.portals['firm']
  const terms = { maxUses: 2, expiresInDays: 30, clientStatus: 2, note: 'по договору' }
  const { code, view } = taken(
    await says('bureauOwner', 'issueCode', { ...terms, plans: ['prepaid'], portal: firm?.domain }),
  )
  const { codeId } = view
  await says('bureauOwner', 'sendCode', { codeId, code })
  await says('bureauOwner', 'readCodeLife', { codeId })
  await says('rivalAdmin', 'previewCode', { code })
  await says('integrator', 'previewCode', { code })
  const { stateToken } = taken(await says('admin', 'previewCode', { code }))
  await says('admin', 'activateCode', { code, stateToken: 'stale' })
  await says('admin', 'activateCode', { code, stateToken })
  await says('bureauOwner', 'listCodes', {})
  await says('bureauOwner', 'listConnections', {})
  await says('owner', 'listConnections', {})
  await says('integrator', 'listTickets', { filter: 'all' })
  await says('agent', 'listQueue', { filter: 'all' })
  const moved = taken(await says('admin', 'readSupport', {}))
  await waits(2)
  await says('admin', 'reconnectDesk', { deskId: deskIds.partner, stateToken: moved.stateToken })
  const back = taken(await says('admin', 'readSupport', {}))
  await says('admin', 'returnToStandard', { stateToken: back.stateToken })
  await says('integrator', 'listTickets', { filter: 'all' })
  await says('integrator', 'readNewKinds', {})
  await says('bureauOwner', 'revokeCode', { codeId })
  await says('bureauOwner', 'readCodeLife', { codeId })
  await says('admin', 'previewCode', { code })
  await says('bureauOwner', 'listAudit', { limit: 50 })
  await says('bureauOwner', 'readAuditChoices', {})
  for (const language of ['ru', 'uk', 'en'] as const) await says('owner', 'exportAudit', { filter: {}, language })
}
