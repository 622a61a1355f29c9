import { describe } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { testMisfits } from './violationRows.ts'

const nothing = {}
const byEverybody = { by: 'everybody', calendar: 'office' }
const rouble = (clientStatus: number | null, minor = 100) => ({ clientStatus, currency: 'RUB', minor })

describe('the names in a regulation', () => {
  testMisfits([
    {
      why: 'has one category twice',
      base: quantumMaintenance,
      wrong: { 'categories.1.code': 'incident' },
      at: 'categories.1.code',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'has one priority twice',
      base: support24,
      wrong: {
        'priorities.1.code': 'low',
        'categories.0.priorities': ['low'],
        'categories.1.priorities': ['low'],
        'categories.2.priorities': ['low'],
        'categories.3.priorities': ['low'],
        'categories.0.usual': 'low',
        'categories.1.usual': 'low',
        'categories.2.usual': 'low',
        'categories.3.usual': 'low',
      },
      at: 'priorities.1.code',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'has one plan twice',
      base: quantumMaintenance,
      wrong: { 'plans.1.code': 'online', 'targets.1.plans': ['online'] },
      at: 'plans.3.code',
      problem: 'twice',
      right: { 'plans.1.code': 'other', 'targets.1.plans': ['other'] },
    },
    {
      why: 'has one reason twice',
      base: quantumMaintenance,
      wrong: { 'reasons.1.code': 'notReproduced' },
      at: 'reasons.1.code',
      problem: 'twice',
      right: { 'reasons.1.code': 'another' },
    },
    {
      why: 'has one area twice',
      base: vendorSla,
      wrong: { 'scope.areas.2.code': 'installation' },
      at: 'scope.areas.2.code',
      problem: 'twice',
      right: { 'scope.areas.2.code': 'another' },
    },
    {
      why: 'asks what belongs to a quote that nobody is led to',
      base: quantumMaintenance,
      wrong: { 'scope.outside.way': null },
      at: 'scope.quoteQuestions',
      problem: 'unused',
      right: {
        'scope.outside.way': null,
        'scope.areas.0.outside': { ...quantumMaintenance.scope.outside, way: { to: 'askForQuote' } },
      },
    },
    {
      why: 'asks for one thing twice',
      base: quantumMaintenance,
      wrong: { 'intake.fields.1.code': 'description' },
      at: 'intake.fields.1.code',
      problem: 'twice',
      right: { 'intake.fields.1.code': 'article' },
    },
    {
      why: 'includes one thing in a coupon twice',
      base: vendorSla,
      wrong: { 'coupons.included.1.code': 'database' },
      at: 'coupons.included.2.code',
      problem: 'twice',
      right: { 'coupons.included.1.code': 'another' },
    },
    {
      why: 'has one client status twice',
      base: quantumMaintenance,
      wrong: {
        'clientStatuses.1.status': 1,
        'plans.0.sold.quantumPrices': [rouble(null)],
        'plans.1.sold.quantumPrices': [rouble(null)],
        'plans.2.sold.quantumPrices': [rouble(null)],
        'plans.3.sold.quantumPrices': [rouble(null)],
      },
      at: 'clientStatuses.1.status',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'allows a priority that it does not explain',
      base: quantumMaintenance,
      wrong: { priorities: quantumMaintenance.priorities.slice(0, 3), 'queue.first': [] },
      at: 'categories.0.priorities.3',
      problem: 'unknown',
      right: { 'categories.0.priorities': ['low', 'medium', 'high'] },
    },
    {
      why: 'allows one priority twice',
      base: quantumMaintenance,
      wrong: { 'categories.1.priorities': ['low', 'low'] },
      at: 'categories.1.priorities.1',
      problem: 'twice',
      right: { 'categories.1.priorities': ['low'], 'categories.1.usual': 'low' },
    },
    {
      why: 'calls a priority usual that the category does not allow',
      base: quantumMaintenance,
      wrong: { 'categories.1.usual': 'critical' },
      at: 'categories.1.usual',
      problem: 'contradiction',
      right: { 'categories.1.usual': 'low' },
    },
  ])
})

describe('S1 the calendars that a regulation names', () => {
  testMisfits([
    {
      why: 'names people’s calendar that is not there',
      base: quantumMaintenance,
      wrong: { people: { by: 'everybody', calendar: 'night' } },
      at: 'people.calendar',
      problem: 'unknown',
      right: { people: byEverybody },
    },
    {
      why: 'names a calendar of one level that is not there',
      base: support24,
      wrong: { 'people.calendars.basic': 'night' },
      at: 'people.calendars.basic',
      problem: 'unknown',
      right: { 'people.calendars.basic': 'always' },
    },
    {
      why: 'measures by a calendar that is not there',
      base: quantumMaintenance,
      wrong: { 'targets.1.within.calendar': 'night' },
      at: 'targets.1.within.calendar',
      problem: 'unknown',
      right: { 'targets.1.within.calendar': 'office' },
    },
    {
      why: 'works by a calendar that is not there',
      base: quantumMaintenance,
      wrong: { 'work.calendar': 'night' },
      at: 'work.calendar',
      problem: 'unknown',
      right: { 'work.calendar': 'office' },
    },
    {
      why: 'closes by what every object has',
      base: quantumMaintenance,
      wrong: { 'closing.calendar': 'toString' },
      at: 'closing.calendar',
      problem: 'unknown',
      right: nothing,
    },
    {
      why: 'accepts letters by a calendar that is not there',
      base: saasSupport,
      wrong: { 'channels.accepted.0.calendar': 'night' },
      at: 'channels.accepted.0.calendar',
      problem: 'unknown',
      right: { 'channels.accepted.0.calendar': 'office' },
    },
    {
      why: 'promises developers by a calendar that is not there',
      base: vendorSla,
      wrong: { 'coupons.included.1.calendar': 'night' },
      at: 'coupons.included.1.calendar',
      problem: 'unknown',
      right: { 'coupons.included.1.calendar': null },
    },
    {
      why: 'is shorter on the shortened days of no country',
      base: quantumMaintenance,
      wrong: { 'calendars.office.country': null, 'calendars.office.hourLessOnShortenedDays': true },
      at: 'calendars.office.hourLessOnShortenedDays',
      problem: 'contradiction',
      right: { 'calendars.office.country': null },
    },
    {
      why: 'has the holidays of a country that nobody knows',
      base: quantumMaintenance,
      wrong: { 'calendars.office.country': 'XX' },
      at: 'calendars.office.country',
      problem: 'unknown',
      right: { 'calendars.office.country': 'KZ' },
    },
  ])
})

describe('who answers, and why not', () => {
  testMisfits([
    {
      why: 'answers nobody',
      base: support24,
      wrong: {
        'people.calendars': { free: null, basic: null, standard: null, professional: null, enterprise: null },
        onDuty: null,
      },
      at: 'people.calendars',
      problem: 'missing',
      right: {
        'people.calendars': { free: null, basic: null, standard: null, professional: null, enterprise: 'office' },
      },
    },
    {
      why: 'has an on-duty where nobody answers',
      base: support24,
      wrong: { 'onDuty.levels': ['free'] },
      at: 'onDuty.levels.0',
      problem: 'contradiction',
      right: { 'onDuty.levels': ['basic'] },
    },
    {
      why: 'names a level of the on-duty twice',
      base: support24,
      wrong: { 'onDuty.levels': ['enterprise', 'enterprise'] },
      at: 'onDuty.levels.1',
      problem: 'twice',
      right: { 'onDuty.levels': ['enterprise', 'basic'] },
    },
    {
      why: 'lifts a refusal',
      base: quantumMaintenance,
      wrong: { 'reasons.3.liftedBy': 'access' },
      at: 'reasons.3.liftedBy',
      problem: 'contradiction',
      right: { 'reasons.3.liftedBy': 'access', 'reasons.3.for': ['decline', 'defer'] },
    },
    {
      why: 'gives a date for a refusal',
      base: quantumMaintenance,
      wrong: { 'reasons.3.hasExpectedDate': true },
      at: 'reasons.3.hasExpectedDate',
      problem: 'contradiction',
      right: { 'reasons.3.hasExpectedDate': true, 'reasons.3.for': ['defer'] },
    },
    {
      why: 'takes a picture and does not',
      base: quantumMaintenance,
      wrong: { 'intake.onlyInArchive': ['png'] },
      at: 'intake.onlyInArchive.0',
      problem: 'contradiction',
      right: { 'intake.onlyInArchive': ['tiff'] },
    },
  ])
})
