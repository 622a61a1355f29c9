import { make, settings } from './api.ts'

/** A person as the application gets it. */
interface Person {
  id: string
  name: string
  photo: string
  position: string
  url: string
  sub: boolean
  sup: boolean
}

/** The portal's dialog to choose people; undefined when it is closed without a choice. */
export async function selectUser({ isMultiple }: { isMultiple: boolean }): Promise<Person[] | undefined> {
  const people: Person[] = await (await fetch('/sandbox/people')).json()
  const { words } = settings
  const title = isMultiple ? words.chooseUsers : words.chooseUser
  const search = make('input', { type: 'search', placeholder: words.search, 'aria-label': words.search })
  const list = make('ul', { class: 'list' })
  const choose = make('button', { type: 'button', class: 'button is-main' }, words.choose)
  const cancel = make('button', { type: 'button', class: 'button' }, words.close)
  const buttons = make('footer', {}, ...(isMultiple ? [choose, cancel] : [cancel]))
  const dialog = make('dialog', { class: 'dialog', 'aria-label': title }, make('h2', {}, title), search, list, buttons)
  const chosen = new Set<Person>()

  return new Promise((resolve) => {
    const finish = (result: Person[] | undefined) => {
      dialog.remove()
      resolve(result)
    }
    const row = (person: Person) => {
      const button = make(
        'button',
        { type: 'button', 'aria-pressed': String(chosen.has(person)) },
        make('span', {}, make('b', {}, person.name), make('small', {}, person.position)),
      )
      button.addEventListener('click', () => {
        if (!isMultiple) return finish([person])
        if (!chosen.delete(person)) chosen.add(person)
        button.setAttribute('aria-pressed', String(chosen.has(person)))
      })
      return make('li', {}, button)
    }
    const draw = () => {
      const wanted = search.value.trim().toLowerCase()
      const found = people.filter(({ name, position }) => `${name} ${position}`.toLowerCase().includes(wanted))
      list.replaceChildren(...(found.length === 0 ? [make('li', { class: 'hint' }, words.nobody)] : found.map(row)))
    }
    search.addEventListener('input', draw)
    choose.addEventListener('click', () => finish([...chosen]))
    cancel.addEventListener('click', () => finish(undefined))
    dialog.addEventListener('cancel', () => finish(undefined))
    draw()
    document.body.append(dialog)
    dialog.showModal()
  })
}

interface Company {
  id: string
  title: string
}

/** CRM's dialog, with companies alone; undefined when it is closed without a choice. */
export async function selectCompany(): Promise<Company | undefined> {
  const companies: Company[] = await (await fetch('/sandbox/companies')).json()
  const { words } = settings
  const list = make('ul', { class: 'list' })
  const cancel = make('button', { type: 'button', class: 'button' }, words.close)
  const heading = make('h2', {}, words.chooseCompany)
  const dialog = make('dialog', { class: 'dialog', 'aria-label': words.chooseCompany }, heading, list, cancel)
  return new Promise((resolve) => {
    const finish = (chosen: Company | undefined) => {
      dialog.remove()
      resolve(chosen)
    }
    for (const company of companies) {
      const button = make('button', { type: 'button' }, make('b', {}, company.title))
      button.addEventListener('click', () => finish(company))
      list.append(make('li', {}, button))
    }
    cancel.addEventListener('click', () => finish(undefined))
    dialog.addEventListener('cancel', () => finish(undefined))
    document.body.append(dialog)
    dialog.showModal()
  })
}
