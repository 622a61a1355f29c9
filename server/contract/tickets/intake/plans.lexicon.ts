/** A day to come; of a weekday the words around tell whether it is past. */
export const daysToCome = `
завтра, послезавтра, (в|к|до|на) (понедельник|понедельнику|понедельника|вторник|вторнику|вторника|среду|среде|среды|четверг|четвергу|четверга|пятницу|пятнице|пятницы|субботу|субботе|субботы|воскресенье|воскресенью|воскресенья), во вторник, на (этой|следующей|будущей) неделе, (в|к) (этом|следующем|будущем|концу) (месяце|месяца|квартале|квартала|году|года), через (неделю|две недели|месяц|пару дней|полгода|# дней|# дня|# недели|день), с нового года, с понедельника по *, в новом году, на днях, скоро, к # *, до # (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря), #-го, первого числа, (в|к) (январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре), (утром|вечером|сегодня) (приезж*|приед*|отгру*|сдава*|сдаем|везти|везем|показыва*|отправля*|выезжа*|начина*|печата*|встреч*|провер*),
завтра, післязавтра, (в|у|до|на) (понеділок|понеділка|вівторок|вівторка|середу|середи|четвер|четверга|п'ятницю|п'ятниці|суботу|суботи|неділю|неділі), (цього|наступного|того) (тижня|місяця|кварталу|року), на (цьому|наступному) тижні, через (тиждень|два тижні|місяць|пару днів|півроку|# днів|# дні|# тижні|день), з нового року, в новому році, у новому році, днями, скоро, незабаром, до # (січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня), #-го, першого числа, (в|у) (січні|лютому|березні|квітні|травні|червні|липні|серпні|вересні|жовтні|листопаді|грудні), (зранку|вранці|ввечері|увечері|сьогодні) (приїжд*|приїд*|відванта*|здава*|здаємо|везти|веземо|показу*|відправля*|виїжджа*|почина*|друкува*|зустріч*|перевір*),
tomorrow, tonight, (on |this |next |by |until )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday), next (week|month|quarter|year|season|spring|summer|autumn|fall|winter), this (week|month|quarter|weekend|afternoon|evening), in (two|three|a few|a couple of|#) (days|weeks|months|hours), in a (week|month|day), by then, on the #(st|nd|rd|th), the #(st|nd|rd|th), (in|on|by|from) (january|february|march|april|may|june|july|august|september|october|november|december), soon, end of (the )?(week|month|quarter|year|day)`

/** What ends by itself on a day is no plan. */
export const endingByItself = `лиценз*, тариф*, подписк*, оплачен*, пробн*, ключ, домен*, сертификат*, ліценз*, підписк*, сплачен*, сертифікат*, license*, licence*, subscription*, trial*, plan, domain*, certificate*, renew*`

/** A cause that follows a request. */
export const causesOfRequest = `
потому что, так как, т.к., поскольку, ведь, а то, иначе, в противном случае,
бо, оскільки, адже, тому що, позаяк, а то, інакше,
because, as (we|our|the|my|i|they|he|she), since (we|our|the|my|i|they|he|she), otherwise, or else`

/** "So they call those first": what comes of what is asked. */
export const comesOfRequest = `so (the |our |my |that )?(we|i|they|he|she|you|people|everyone|everybody|nobody|* (can|could|will|do|does|don't|doesn't|get|gets|know|knows|see|sees|stop|stops|have|has|need|needs))`

/** Whose doing is the business. */
export const roles = `
менеджер(ы)?, продавц(ы|ам)?, продавец, сотрудник(и)?, сотрудница, бухгалтер(ы|ия)?, бухгалтерия, курьер(ы)?, кладовщик(и)?, водител(ь|и)?, мастер(а)?, партнер(ы)?, руководител(ь|и)?, директор(а)?, оператор(ы)?, логист(ы)?, юрист(ы)?, аудитор(ы)?, маркетолог(и)?, клиент(ы)?, покупател(ь|и), заказчик(и)?, поставщик(и)?, люди, девочки, ребята, коллеги, закупки, склад, безопасник(и)?, начальство, руководство, шеф, собственник, инвестор(ы)?, все, кто-то, новичк(и)?, новый *, новая *, приезжают, придут, приедут, выходит *, выходят *, 
менеджер(и|ка|ки)?, прода(вець|вці|вчиня), співробітник(и)?, співробітниця, працівник(и)?, бухгалтер(и|ка|ія)?, бухгалтерія, кур'єр(и)?, комірник(и)?, водій, водії, майст(ер|ри), партнер(и)?, керівник(и)?, керівництво, директор(ка|и)?, оператор(и|ка)?, логіст(и)?, юрист(и|ка)?, аудитор(и)?, клієнт(и)?, покупець, покупці, замовник(и)?, постачальник(и)?, люди, дівчата, хлопці, колеги, закупівлі, склад, власник, інвестор(и)?, всі, усі, хтось, новий *, нова *, нові *, виходить *, виходять *,
manager(s)?, sales, rep(s)?, sales team, staff, employee(s)?, accounting, accountant(s)?, bookkeeper, courier(s)?, driver(s)?, warehouse, technician(s)?, partner(s)?, director, ceo, boss, operator(s)?, lawyer(s)?, auditor(s)?, client(s)?, customer(s)?, supplier(s)?, people, everyone, everybody, colleague(s)?, support, service, finance, purchasing, procurement, security team, team, new hire(s)?, management, owner, hr, marketing, legal, head office, cashier(s)?, storekeeper(s)?, intern(s)?, agent(s)?, we, they, somebody, someone`

/** What is told is how things go today. */
export const nowadays = `сейчас, пока, каждый раз, каждый день, ежедневно, постоянно, вручную, руками, зараз, поки, щоразу, щодня, кожен день, постійно, вручну, now, right now, currently, today, at the moment, every day, every time, each time, always, by hand, manually, keep *ing, keeps *ing, re-*, retype*`

/** They ask or think; whoever does it does no work. */
export const noWork = `просит, просят, спрашива*, хочет, хотят, жалу*, говорит, говорят, пишет, пишут, видит, видят, получа*, может, могут, имеет, имеют, просить, просять, питає, питають, хоче, хочуть, скарж*, каже, кажуть, пише, пишуть, бачить, бачать, отриму*, може, можуть, має, мають, asks, ask, want, wants, say, says, complain*, see, sees, get, gets, receive*, can, have, has, is, are, report, reports, need, needs`

/** "Хочу считать", "want to compare": the task itself. */
export const tasksWanted = `
(хочу|хотим|хочется|хотелось бы|нужно|надо|будем|собираемся|планируем) .. (счита|посчита|понимать|понять где|знать|сравни|анализ|проанализ|отслежив|отследить|контролир|оценива|оценить|решать|распредел|планирова|измеря|мотивир|поощр|сократить|ускор|упрост|избави|разгруз|автоматизир|экономить|предупрежд|поздравл|обзван|обучать|проверять|сверя|отчит)*,
(хочу|хочемо|хочеться|хотілося б|потрібно|треба|будемо|збираємося|плануємо) .. (рахува|порахува|розуміти|знати|порівня|порівнюва|аналіз|проаналіз|відстеж|контролюва|оцін|вирішува|розподіл|планува|вимірюва|мотивува|заохоч|скорот|пришвидш|спрост|позбу|розвантаж|автоматиз|заощад|попереджа|вітати|обдзвон|навча|перевіряти|звіря|звіту)*,
(want|need|would like|like|hope|plan|going|wish|trying) to (compare|count|know|understand|analyse|analyze|track|follow|control|decide|distribute|plan|measure|motivate|reward|cut|reduce|speed|simplify|avoid|save|warn|congratulate|train|check whether|find out|forecast|prioritise|prioritize|prove|document|stop|prevent)*`

/** "Не хотим, чтобы": what shall be prevented. */
export const unwanted = `не (хотим|хочу|хочемо|хотелось бы|хотілося б)~(чтобы|чтоб|щоб|щоби|аби) *, (don't|do not|wouldn't) want (* )?(* )?(* )?to *, (не|без) допустить *`

/** We shall. */
export const ourWork = `(будем|будемо) *(ть|ти|ться|тися) *, we (will|'ll) *, we are going to *`

/** Somebody will do something: "юрист будет проверять", "перевірятиме". */
export const work = `(будет|будут|будем|будемо|буду|буде|будуть) *(ть|ти|ться|тися), *(тиму|тимемо|тиме|тимуть), (will|is going to|are going to|'ll) *`
