import type { Seed } from './seed.ts'

export const worldSeeds: Seed[] = [
  {
    rule: 'contract-is-a-leaf',
    says: 'a type of the server in the contract',
    files: { 'server/contract/billing/types.ts': "import type { Unit } from '#server/platform/db/unit.ts'" },
    finds: ['server/contract/billing/types.ts → server/platform/db/unit.ts'],
  },
  {
    rule: 'contract-is-a-leaf',
    says: 'a package in the contract',
    files: { 'server/contract/billing/types.ts': "import { Temporal } from 'temporal-polyfill'" },
    finds: ['server/contract/billing/types.ts → temporal-polyfill'],
  },
  {
    rule: 'app-sees-only-the-contract',
    says: 'a pure rule of the server on a page',
    files: {
      'app/billing/AccountPage.vue':
        '<script setup lang="ts">\nimport { money } from \'#server/billing/domain/money.ts\'\n</script>',
    },
    finds: ['app/billing/AccountPage.vue → server/billing/domain/money.ts'],
  },
  {
    rule: 'server-never-sees-app',
    says: "a page's helper in the server",
    files: { 'server/billing/domain/price.ts': "import { isOpen } from '../../../app/tickets/ticketState.ts'" },
    finds: ['server/billing/domain/price.ts → app/tickets/ticketState.ts'],
  },
  {
    rule: 'production-never-sees-test',
    says: 'the sandbox portal, loaded when it is needed',
    files: { 'server/portals/sandbox.adapter.ts': "const sandbox = () => import('#test/portal/sandbox.ts')" },
    finds: ['server/portals/sandbox.adapter.ts → test/portal/sandbox.ts'],
  },
  {
    rule: 'placements-only-mount',
    says: 'a page that imports a placement',
    files: { 'app/shell/desk/again.ts': "import '../../../placements/desk/main.ts'" },
    finds: ['app/shell/desk/again.ts → placements/desk/main.ts'],
  },
  {
    rule: 'domain-is-pure',
    says: 'the database in a domain, also in a room, also as a type',
    files: {
      'server/billing/orders/domain/order.ts': "import type { Unit } from '#server/platform/db/unit.ts'",
      'server/calendar/holidays.ts': "import { readFileSync } from 'node:fs'",
    },
    finds: [
      'server/billing/orders/domain/order.ts → server/platform/db/unit.ts',
      'server/calendar/holidays.ts → node:fs',
    ],
  },
  {
    rule: 'sdk-has-two-doors',
    says: 'a third door',
    files: { 'app/tickets/portalStore.ts': "import { B24Frame } from '@bitrix24/b24jssdk/frame'" },
    finds: ['app/tickets/portalStore.ts → @bitrix24/b24jssdk/frame'],
  },
  {
    rule: 'imports-resolve',
    says: 'a file that was moved',
    files: { 'app/tickets/old.ts': "export type { Gone } from './gone.ts'" },
    finds: ['app/tickets/old.ts → ./gone.ts'],
  },
  {
    rule: 'files-make-no-circle',
    says: 'two files that only know types of each other',
    files: {
      'server/billing/domain/a.ts': "export const b = (): import('./b.ts').B => 1",
      'server/billing/domain/b.ts': "import type { A } from './a.ts'",
    },
    finds: ['server/billing/domain/a.ts ⇄ server/billing/domain/b.ts'],
  },
]
