import { AxiosError, AxiosHeaders } from 'axios'
import type { InternalAxiosRequestConfig } from 'axios'
import * as v from 'valibot'
import type { RefusalCode } from '#contract/refusals.ts'
import { refusalStatus } from '#contract/refusals.ts'
import { routes } from '#contract/routes.ts'
import type { ParsedInput, RouteName, RouteOutput } from '#contract/routes.ts'

type Answer<Name extends RouteName> = (input: ParsedInput<Name>) => RouteOutput<Name> | Promise<RouteOutput<Name>>

export interface Question {
  name: RouteName
  input: unknown
  token: string | null
}

/** What a handler throws to answer with a refusal of the contract. */
export class RefusedByServer extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, string | number | boolean | null>

  constructor(code: RefusalCode, details: Record<string, string | number | boolean | null> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** What a handler throws when no answer comes at all. */
export class CutNetwork extends Error {}

const mebibyte = 1024 * 1024
export const roomyLimits = {
  fileBytes: 50 * mebibyte,
  ticket: { usedBytes: 0, mostBytes: 200 * mebibyte },
  portal: null,
  desk: { usedBytes: 1536 * mebibyte, mostBytes: 20 * 1024 * mebibyte },
}

/** The server behind axios' adapter: it answers what a test prepared, and nothing else. */
export class FakeServer {
  readonly questions: Question[] = []
  private readonly answers = new Map<RouteName, (input: unknown) => unknown>()

  on<Name extends RouteName>(name: Name, answer: Answer<Name>): this {
    this.answers.set(name, (input) => answer(v.parse(routes[name].input, input)))
    return this
  }

  refuse(name: RouteName, code: RefusalCode, details = {}): this {
    this.answers.set(name, () => {
      throw new RefusedByServer(code, details)
    })
    return this
  }

  cut(name: RouteName): this {
    this.answers.set(name, () => {
      throw new CutNetwork()
    })
    return this
  }

  /** The inputs with which a route was asked so far. */
  asked<Name extends RouteName>(name: Name): ParsedInput<Name>[] {
    return this.questions.flatMap((question) =>
      question.name === name ? [v.parse(routes[name].input, question.input)] : [],
    )
  }

  forget(): void {
    this.questions.length = 0
    this.answers.clear()
    this.answerWithoutClocks()
  }

  /**
   * What every page of a ticket asks besides: of a desk that promises no times, knows no categories, asks nothing and sells nothing, of a
   * client that looks for no partner; whose staff has no quick replies.
   */
  answerWithoutClocks(): this {
    return this.on('readNewKinds', () => ({ categories: [], priorities: [] }))
      .on('readReplies', () => ({ replies: [], canEditDesk: false }))
      .on('readReplyHours', () => ({ hours: null }))
      .on('readNewIntake', () => ({ fields: [], product: null }))
      .on('readIntake', () => ({ intake: null }))
      .on('readFileLimits', () => roomyLimits)
      .on('readFileSettings', () => ({ keptDays: null }))
      .on('readSla', () => ({
        at: new Date().toISOString(),
        category: null,
        priority: 'medium',
        titles: { categories: [], priorities: [] },
        wish: null,
        awaitsPayment: false,
        canClassify: false,
        clocks: [],
        withoutTarget: null,
      }))
      .refuse('readAccount', 'not_found')
      .refuse('readOffers', 'not_found')
      .on('readOwnTimer', () => ({ timer: null }))
      .on('readHandover', () => ({ handover: null }))
      .on('readPhrasingHelp', () => ({ isOn: false }))
      .on('readNamedAnswer', () => ({ isAsked: false, named: null }))
      .on('readAssistant', () => ({ isOn: false, attempts: 3, maySkip: true }))
      .on('readMessengers', () => ({ offered: [], joined: [], pairing: null }))
      .on('readPartnerSearch', () => ({ obstacle: null, request: null }))
      .on('readPartnerCard', () => ({ card: null }))
      .on('readWaitingLetters', () => ({ waiting: 0, overdue: 0 }))
      .on('readShownNotices', () => ({ unseen: 0, notices: [], sound: false, desktop: false }))
      .on('readAnnouncements', () => ({ announcements: [] }))
      .on('readManager', () => ({ manager: null }))
      .on('readCompany', () => ({ isGranted: false, link: null }))
  }

  readonly adapter = async (config: InternalAxiosRequestConfig) => {
    const name = routeNames.find((known) => routes[known].path === config.url)
    const answer = name === undefined ? undefined : this.answers.get(name)
    if (name === undefined || answer === undefined) throw new Error(`no answer prepared for ${config.url}`)
    const input: unknown = JSON.parse(String(config.data))
    const bearer = config.headers.get('authorization')
    this.questions.push({ name, input, token: typeof bearer === 'string' ? bearer.replace('Bearer ', '') : null })
    const respond = (status: number, data: unknown) => ({
      data,
      status,
      statusText: '',
      headers: new AxiosHeaders(),
      config,
    })
    try {
      return respond(200, await answer(input))
    } catch (error) {
      if (error instanceof CutNetwork) throw new AxiosError('network', AxiosError.ERR_NETWORK, config)
      if (!(error instanceof RefusedByServer)) throw error
      return respond(refusalStatus[error.code], { code: error.code, details: error.details })
    }
  }
}

const routeNames = Object.keys(routes).filter((name): name is RouteName => name in routes)
