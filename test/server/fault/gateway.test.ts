import { afterEach, expect, it } from 'vitest'
import { openGatewayAlone, type GatewayAlone } from './gatewayAlone.ts'

let gateway: GatewayAlone

afterEach(() => gateway.close())

it('P5 events that could not be read while the database was away come without anything new to wake for', async () => {
  gateway = await openGatewayAlone()
  gateway.tell(1)
  const page = gateway.follow()
  await page.arrived(1)
  gateway.failNextRead()

  gateway.tell(2)
  await page.arrived(2)

  expect(page.irregularities()).toEqual([])
})

it('T8 who begins to watch from further back while newer events are being read misses nothing in between', async () => {
  gateway = await openGatewayAlone()
  gateway.tell(1)
  gateway.tell(2)
  const page = gateway.follow()
  await page.arrived(2)
  const held = gateway.holdNextRead()
  gateway.tell(3)
  await held.isReading

  const late = gateway.follow()
  await gateway.watched(2)
  held.goOn()
  await Promise.all([page.arrived(3), late.arrived(3)])

  expect([...page.irregularities(), ...late.irregularities()]).toEqual([])
})
