import { describe } from 'vitest'
import { identificationIn } from '#server/regulations/presets/common.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { changed } from './changed.ts'
import { testMisfits } from './violationRows.ts'

const nothing = {}
const inTelegram = identificationIn(['telegram'])
const ofServiceRequests = changed(inTelegram, { 'code.categories': ['serviceRequest'] })
const oneOf = { official: [], chooseOne: { from: ['whatsapp', 'telegram'], until: 'app' } }

describe('E6 I4 channels and identification', () => {
  testMisfits([
    {
      why: 'gives a box nowhere to write',
      base: quantumMaintenance,
      wrong: { 'channels.box': { official: [], chooseOne: null }, identification: null },
      at: 'channels.box',
      problem: 'missing',
      right: { 'channels.box': { official: ['app'], chooseOne: null }, identification: null },
    },
    {
      why: 'gives a plan nowhere to write',
      base: quantumMaintenance,
      wrong: { 'plans.0.channels': { cloud: { official: [], chooseOne: null }, box: oneOf } },
      at: 'plans.0.channels.cloud',
      problem: 'missing',
      right: { 'plans.0.channels': { cloud: { official: ['email'], chooseOne: null }, box: oneOf } },
    },
    {
      why: 'offers a choice of one',
      base: quantumMaintenance,
      wrong: { 'channels.box.chooseOne.from': ['max'], identification: null },
      at: 'channels.box.chooseOne.from',
      problem: 'missing',
      right: { 'channels.box.chooseOne.from': ['max', 'telegram'], identification: null },
    },
    {
      why: 'offers one messenger twice',
      base: quantumMaintenance,
      wrong: { 'channels.box.chooseOne.from': ['whatsapp', 'telegram', 'max', 'max'] },
      at: 'channels.box.chooseOne.from.3',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'lets a client choose what is official anyway',
      base: quantumMaintenance,
      wrong: { 'channels.box.official': ['telegram'] },
      at: 'channels.box.chooseOne.from.1',
      problem: 'contradiction',
      right: { 'channels.box.official': ['email'] },
    },
    {
      why: 'bridges to what is to be chosen',
      base: quantumMaintenance,
      wrong: { 'channels.box.chooseOne.until': 'max' },
      at: 'channels.box.chooseOne.until',
      problem: 'contradiction',
      right: { 'channels.box.chooseOne.until': 'email' },
    },
    {
      why: 'names one official channel twice',
      base: saasSupport,
      wrong: { 'channels.cloud.official': ['app', 'app'] },
      at: 'channels.cloud.official.1',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'talks only where it is official',
      base: vendorSla,
      wrong: { 'channels.talkingOnly': ['app'] },
      at: 'channels.talkingOnly.0',
      problem: 'contradiction',
      right: { 'channels.talkingOnly': ['email'] },
    },
    {
      why: 'names what is for talking twice',
      base: vendorSla,
      wrong: { 'channels.talkingOnly': ['phone', 'phone'] },
      at: 'channels.talkingOnly.1',
      problem: 'twice',
      right: { 'channels.talkingOnly': ['phone'] },
    },
    {
      why: 'takes requests where nobody may write',
      base: vendorSla,
      wrong: { 'channels.accepted': [{ channels: ['email'], calendar: 'always' }] },
      at: 'channels.accepted.0.channels.0',
      problem: 'unknown',
      right: { 'channels.accepted': [{ channels: ['app'], calendar: 'always' }] },
    },
    {
      why: 'does not say where to write instead',
      base: vendorSla,
      wrong: { 'channels.refusal.en': 'Not here, please.' },
      at: 'channels.refusal.en',
      problem: 'placeholder',
      right: { 'channels.refusal.en': 'Not here, please, but there: {channels}.' },
    },
    {
      why: 'identifies people where nobody may write',
      base: vendorSla,
      wrong: { identification: { ...saasSupport.identification, code: null } },
      at: 'identification.ask.0.channels.0',
      problem: 'unknown',
      right: { identification: null },
    },
    {
      why: 'sends codes where nobody may write',
      base: saasSupport,
      wrong: { 'identification.code.channels': ['max'] },
      at: 'identification.code.channels.0',
      problem: 'unknown',
      right: { 'identification.code.channels': ['phone'] },
    },
    {
      why: 'sends codes for a category that it has not',
      base: quantumMaintenance,
      wrong: { categories: quantumMaintenance.categories.slice(0, 2), identification: inTelegram },
      at: 'identification.code.categories.1',
      problem: 'unknown',
      right: { categories: quantumMaintenance.categories.slice(0, 2), identification: ofServiceRequests },
    },
  ])
})
