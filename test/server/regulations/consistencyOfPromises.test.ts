import { describe } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { testMisfits } from './violationRows.ts'

const nothing = {}
const coupon = { kind: 'firstReaction', categories: null, priorities: null, plans: null, coupon: true }
const oneHour = { by: 'time', minutes: 60, calendar: 'office' }

const nobody = { free: null, basic: null, standard: null, professional: null, enterprise: null }

describe('S3 S6 S7 T10 promises, escalation and queue', () => {
  testMisfits([
    {
      why: 'promises something to a plan that is not there',
      base: quantumMaintenance,
      wrong: { 'targets.0.plans': ['gold'] },
      at: 'targets.0.plans.0',
      problem: 'unknown',
      right: { 'targets.0.plans': ['subscription'] },
    },
    {
      why: 'promises something to a category that it has not',
      base: saasSupport,
      wrong: { categories: saasSupport.categories.slice(0, 3), 'identification.code.categories': [] },
      at: 'targets.4.categories.2',
      problem: 'unknown',
      right: { 'targets.4.categories': ['serviceRequest', 'informationRequest'] },
    },
    {
      why: 'promises a request what only an incident may be',
      base: saasSupport,
      wrong: { 'targets.5.categories': ['changeRequest'] },
      at: 'targets.5',
      problem: 'unused',
      right: { 'targets.5.categories': ['changeRequest'], 'targets.5.priorities': ['low'] },
    },
    {
      why: 'says by the tariff what it says to nobody',
      base: support24,
      wrong: { 'withoutTarget.texts': nobody },
      at: 'withoutTarget.texts',
      problem: 'missing',
      right: { 'withoutTarget.texts': { ...nobody, enterprise: support24.title } },
    },
    {
      why: 'hides one promise behind another',
      base: quantumMaintenance,
      wrong: { 'targets.0.plans': null },
      at: 'targets.1',
      problem: 'unused',
      right: {
        'targets.0.plans': null,
        targets: [...quantumMaintenance.targets.slice(1), { ...quantumMaintenance.targets[0], plans: null }],
      },
    },
    {
      why: 'promises something to coupons that nobody has',
      base: quantumMaintenance,
      wrong: { 'targets.4': { ...coupon, within: oneHour } },
      at: 'targets.4.coupon',
      problem: 'contradiction',
      right: nothing,
    },
    {
      why: 'sells coupons without their reaction',
      base: vendorSla,
      wrong: { targets: [{ ...coupon, coupon: false, within: oneHour }] },
      at: 'coupons',
      problem: 'missing',
      right: {
        targets: [
          { ...coupon, within: oneHour },
          { ...coupon, coupon: false, within: oneHour },
        ],
      },
    },
    {
      why: 'gives coupons to one level twice',
      base: vendorSla,
      wrong: { 'coupons.levels': ['enterprise', 'enterprise'] },
      at: 'coupons.levels.1',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'escalates what was never promised',
      base: support24,
      wrong: { escalation: quantumMaintenance.escalation },
      at: 'escalation',
      problem: 'contradiction',
      right: { escalation: [] },
    },
    {
      why: 'escalates backwards',
      base: quantumMaintenance,
      wrong: { 'escalation.1.atPercent': 40 },
      at: 'escalation.1.atPercent',
      problem: 'order',
      right: { 'escalation.1.atPercent': 60 },
    },
    {
      why: 'escalates twice at once',
      base: quantumMaintenance,
      wrong: { 'escalation.1.atPercent': 50 },
      at: 'escalation.1.atPercent',
      problem: 'order',
      right: nothing,
    },
    {
      why: 'has a step that does nothing',
      base: quantumMaintenance,
      wrong: { 'escalation.0.notify': [] },
      at: 'escalation.0',
      problem: 'missing',
      right: { 'escalation.0.notify': [], 'escalation.0.reassign': 'lead' },
    },
    {
      why: 'pages an on-duty that is not there',
      base: quantumMaintenance,
      wrong: { 'escalation.2.pageOnDuty': true },
      at: 'escalation.2.pageOnDuty',
      problem: 'contradiction',
      right: { 'escalation.2.pageOnDuty': true, onDuty: { levels: ['basic'], afterMinutes: 30 } },
    },
    {
      why: 'tells one person twice',
      base: quantumMaintenance,
      wrong: { 'escalation.0.notify': ['lead', 'lead'] },
      at: 'escalation.0.notify.1',
      problem: 'twice',
      right: { 'escalation.0.notify': ['lead', 'owner'] },
    },
    {
      why: 'lets coupons overtake that nobody has',
      base: quantumMaintenance,
      wrong: { 'queue.first': ['coupon'] },
      at: 'queue.first.0',
      problem: 'contradiction',
      right: { 'queue.first': [] },
    },
    {
      why: 'lets a priority overtake that it has not',
      base: support24,
      wrong: { priorities: support24.priorities.slice(0, 3), 'categories.0.priorities': ['low', 'medium'] },
      at: 'queue.first.0',
      problem: 'contradiction',
      right: {
        priorities: support24.priorities.slice(0, 3),
        'categories.0.priorities': ['low', 'medium'],
        'queue.first': [],
      },
    },
    {
      why: 'lets one kind overtake twice',
      base: quantumMaintenance,
      wrong: { 'queue.first': ['critical', 'critical'] },
      at: 'queue.first.1',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'goes by deadlines that it does not give',
      base: support24,
      wrong: { 'queue.thenBy': 'deadline' },
      at: 'queue.thenBy',
      problem: 'contradiction',
      right: { 'queue.thenBy': 'arrival' },
    },
  ])
})
