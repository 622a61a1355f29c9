import { describe, expect, it } from 'vitest'
import { changedSince } from './tools/changedSteps.ts'
import { touchedTests } from './tools/touchedTests.ts'

/** A little product: who imports whom. */
const product = {
  'server/billing/orders/price.ts': [],
  'server/billing/orders/order.commands.ts': ['server/billing/orders/price.ts'],
  'server/billing/feature.ts': ['server/billing/orders/order.commands.ts'],
  'server/server.ts': ['server/billing/feature.ts'],
  'server/billing/plans/domain/plan.ts': [],
  'app/shell/desk/router.ts': ['app/queue/QueuePage.vue'],
  'app/queue/QueuePage.vue': ['app/queue/queueStore.ts'],
  'app/queue/queueStore.ts': [],
  'test/support/world.ts': ['server/server.ts'],
  'test/support/prices.ts': ['server/billing/orders/price.ts'],
  'test/app/page.ts': ['app/shell/desk/router.ts'],
  'test/server/billing/orders/order.test.ts': ['test/support/world.ts'],
  'test/server/billing/openPages.test.ts': ['test/support/world.ts'],
  'test/server/tickets/send.test.ts': ['test/support/world.ts'],
  'test/server/tickets/paid.test.ts': ['test/support/prices.ts'],
  'test/app/queue/queue.test.ts': ['test/app/page.ts', 'app/queue/QueuePage.vue'],
  'test/app/staff/staff.test.ts': ['test/app/page.ts'],
  'test/e2e/queue.spec.ts': [],
} as const
const imports = Object.entries(product).flatMap(([from, targets]) => targets.map((to) => ({ from, to })))
const touched = (...changed: string[]) => touchedTests(changed, imports, Object.keys(product))

describe('a change touches', () => {
  it.each([
    {
      what: 'of the server: who imports it, and where it is mirrored; not who starts the whole server',
      changed: 'server/billing/orders/price.ts',
      tests: ['test/server/billing/orders/order.test.ts', 'test/server/tickets/paid.test.ts'],
    },
    {
      what: 'without a mirror of its own: the next folder above',
      changed: 'server/billing/plans/domain/plan.ts',
      tests: ['test/server/billing/openPages.test.ts'],
    },
    {
      what: 'of a page: its tests; not every page behind the router',
      changed: 'app/queue/queueStore.ts',
      tests: ['test/app/queue/queue.test.ts'],
    },
    {
      what: 'a test: itself',
      changed: 'test/app/staff/staff.test.ts',
      tests: ['test/app/staff/staff.test.ts'],
    },
    {
      what: 'what tests share: all that use it',
      changed: 'test/app/page.ts',
      tests: ['test/app/queue/queue.test.ts', 'test/app/staff/staff.test.ts'],
    },
    {
      what: 'a file that is gone: where it was mirrored',
      changed: 'server/tickets/gone.commands.ts',
      tests: ['test/server/tickets/paid.test.ts', 'test/server/tickets/send.test.ts'],
    },
    { what: 'a file that joins everything: no more than its mirror', changed: 'server/server.ts', tests: [] },
    { what: 'what nobody imports: nothing', changed: 'README.md', tests: [] },
  ])('$what', ({ changed, tests }) => {
    expect(touched(changed).tests).toEqual(tests)
  })

  it('no story in the browser but one that changed itself', () => {
    expect(touched('app/queue/QueuePage.vue').specs).toEqual([])
    expect(touched('test/e2e/queue.spec.ts', 'test/e2e/gone.spec.ts').specs).toEqual(['test/e2e/queue.spec.ts'])
  })

  it('more than was followed, and that is said', () => {
    expect(touched('server/billing/orders/price.ts').passedBy).toEqual(['server/billing/feature.ts'])
    expect(touched('app/queue/queueStore.ts').passedBy).toEqual(['app/shell/desk/router.ts'])
  })
})

it.each([
  { args: ['node', 'runTests.ts'], since: undefined },
  { args: ['--changed'], since: 'HEAD' },
  { args: ['--changed='], since: 'HEAD' },
  { args: ['--changed=main~2'], since: 'main~2' },
  { args: ['--changedness'], since: undefined },
])('$args asks for what changed since $since', ({ args, since }) => {
  expect(changedSince(args)).toBe(since)
})
