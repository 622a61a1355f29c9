/** Orders by their form: "пришлите", "додайте", "поверніть". */
export const orderForms = `
*(йте|йтесь|йтеся|ьте|ьтесь|вте|жте|ште|значте|зміцте), *[бвгджзклмнпрстфхчшщ](ите|итесь|іть|іться), (перевір|розшир|повідом|випра|постав|додав|приготу|оформ|познайом|підготу|відправ|утвор)(те|вте),
сделай, скинь, пришли, добавь, удали, верни, включи, дай, посчитай, зроби, додай, видали, поверни, скинь, дайте, включить пожалуйста, ответь`

/** They have the form of an order and order nothing of the desk's work, or are no order at all. */
export const emptyOrders = `
здравствуйте, здрастуйте, простите, извините, вибачте, пробачте, хотите, видите, смотрите, слушайте, послушайте, понимаете, говорите, пишите, ждите, знаете, советуйте, верите, платите, дивіться, слухайте, зрозумійте, поймите, представьте, уявіть, посудите, давайте, давай, не *те, не *іть,
просите, храните, стоите, сидите, носите, шутите, *ость, *ість, мережіть, скажіть, скажите, помогите, допоможіть, поможіть, поможите, разберитесь, розберіться, підкажіть, подскажите, посоветуйте, порадьте, уточните, відповідайте, ответьте, проверьте, перевірте, спешите, поторопитесь, поспішіть, войдите в положение, обратите внимание, зверніть увагу, отпишитесь, відпишіться, перезвоните, передзвоніть, позвоните, зателефонуйте, приймите, примите, учтите, врахуйте, считайте, имейте, майте, спасите, рятуйте, обещаете, обіцяєте, благодарите, дайте знать, дайте знати, посмотрите, гляньте, подивіться, поясните, объясните, поясніть, жмите`

/** Help with what was told before: wanted, but no problem of its own. */
export const generalRequests = `
помогите, допоможіть, поможіть, разберитесь, розберіться, проверьте, перевірте, почините, полагодьте, исправьте, виправте, посмотрите, гляньте, подивіться, помогите разобраться, сделайте (уже )?(что-нибудь|чтонибудь|что-то|хоть *|что нибудь), зробіть (вже )?(щось|що-небудь|хоч *), (что|шо|що) (делать|робити), как (быть|исправить|починить|решить|решается|вернуть|восстановить|это *), як (бути|виправити|вирішити|полагодити|повернути|відновити|це *),
в чем (причина|проблема|дело), у чому (причина|проблема|справа), чому так, почему так, (что|шо|що) не так, как так, прошу (разобраться|помочь|исправить|проверить|решить|устранить|помощи), просим (разобраться|помочь|исправить|проверить|решить|устранить), прошу (допомогти|розібратися|виправити|перевірити), просимо (допомогти|розібратися|виправити|перевірити), можно ли (это|их|его|ее|как-то|вернуть|восстановить|исправить) *, чи можна (це|їх|його|якось|повернути|відновити) *, (когда|коли) (почин*|исправ*|заработает|запрацює|буде|будет) *, жду *, чекаю *, ждем *, чекаємо *, уточните, поясните, объясните, поясніть, подскажите пожалуйста, подскажите, підкажіть, посоветуйте,
please (fix|help|check|advise|look|investigate|have a look|take a look|assist|sort) *, can you (fix|help|check|look|advise|investigate) *, could you (fix|help|check|look|advise|investigate) *, what (should|can|do) (i|we) do, any ideas, any help, how (do|can) (i|we) (fix|solve|get around|get it back|undo) *, what is wrong, what's wrong, how come, is (this|it|that) (normal|expected|a bug|known|intended|by design) *, can (it|this|they|that) be *, thanks in advance`

/** Wanted, and about what was told before. */
export const undoRequests = `
верните как было, верните, восстановите, поверніть як було, поверніть, відновіть, please (restore|bring|undo|revert|return) *, restore (it|them|this) *, put it back *, bring (it|them|this|that) back, get (it|them) back`

/** English has no form for an order: a sentence that begins with one of these. */
export const englishOrders = `
archive, attach, apply, convert, delegate, detach, generate, migrate, prepare, reopen, reorder, reschedule, reassign, redirect, roll back, rotate, suspend, undo, unlink, unpublish, unsubscribe, wipe, explain, advise, confirm, clarify, provide, arrange, organise, organize, (approve|book|bump|clean|copy|credit|bill|invoice|quote|drop|free|hand|link|lock|map|mark|pin|publish|put|register|release|route|schedule|separate|set|share|sort|split|stop|swap|tag|update|show|ask|keep|leave|pass|pause|forward|include|get|fix|clear|close|edit|purge|mute) (the|a|an|our|all|me|us|my|him|her|them|it|this|these|those|two|three|user|access|up|for|to|back|out), give, send, restore, enable, disable, reset, rename, extend, raise, increase, reduce, lower, upgrade, downgrade, cancel, issue, grant, revoke, turn on, turn off, remove, add, create, change, replace, unlock, unblock, activate, deactivate, transfer, merge, set up, switch, make, let, tell, block, delete, invite, dismiss, move, refund, resend, reissue, correct, renew, install, connect, configure, assign, hide, show, allow, bring back, need, want`

/** A wish or a rule of how it ought to be: "должен", "має", "should". */
export const wishes = `
(нам|мне|нашему|нашей) бы *, *ть долж(ен|на|но|ны), *ться долж(ен|на|но|ны), нужно, надо, нада, необходимо, нужен .. *, нужна .. *, нужны .. *, хотим, хочу, хочется, хотел* бы, хотелось бы, прошу, просим, просьба, просьбы, требуется, рассмотрите, рассмотреть возможность, желательно, хорошо бы, было бы *, можно ли, можно, нельзя ли, нужен, нужна, нужны, возможно ли, можете, могли бы, не могли бы вы, долж(ен|на|но|ны) (* )?(* )?*(ть|ться|ти), должно, должен был, а должн*, а должен, но должен, но должн*, по идее, ожида*, думал* что, рассчитыв*, хотят, просят, просит, хочет, интересует, интересуют, помогите, разберитесь, пора бы, лучше бы, вместо этого должн*,
(нам|мені) би *, *ти (має|мають|повин(ен|на|но|ні)), потрібно, треба, необхідно, потрібен, потрібна, потрібні, хочемо, хочу, хотіли б, хотіла б, хотів би, хотілося б, прошу, просимо, прохання, проситиму, бажано, було б *, чи можна, можна, чи можливо, можете, могли б, не могли б, ма(є|ють) бути, мав, мала б, мало б, мали, повин(ен|на|но|ні), очіку*, чека(ла|в|ли) що, розраховув*, хочуть, просять, просить, хоче, цікавить, допоможіть, розберіться, краще б, мають *, має *ти, має *тися, мало *ти, мав би, мала *ти, мусить, мусять, треба щоб,
(asks|asked|is asking|are asking) (for|to|if|whether|us|me) *, (we|i) have to (limit|restrict|change|move|add|remove|set|give|connect|switch|rename|transfer|create|hide|split|merge) *, would you mind *, (i|we) would appreciate *, grateful if *, appreciate it if *, (i'm|i am|we're|we are) (after|looking|hoping|asking|requesting|wondering) *, hoping (to|for|you|that) *, wondering (if|whether|how|what|where|when|who) *, it'd be *, (i|we) were hoping *, let (me|us) know (how|what|if|when|where|whether|who) *, tell (me|us) (how|what|if|when|where|whether|who) *, (how|where) to *, time to *, any idea (how|where|when|whether) *, do you (offer|have|support|sell|provide|know) *, someone (please|needs) *, should, shall, ought to, supposed to, expect, expected, expecting, (i|we) want, wanted, wants, want *, (i|we)'d like, would like, would love, would be (great|nice|good|helpful|useful), please, pls, plz, kindly, can (you|we|i), could (you|we|i), may we, may i, would you, needs, need to, (we|i) need, need *, must, is it possible, are we able, is there (a|any|some) (way|option|setting|possibility), any way to, any chance, looking for, request, how (do|can|could|should|to|would) *, wish, must be, has to *, have to be`

/** What opens a question for knowledge. "Why" is missing: it asks for the cause of what was told. */
export const questionWords = `
как (массово|быстро|автоматически|отдельно|вручную|проще|удобнее|красиво|полностью|сразу) *, как (им |нам |мне |ему |ей )?(можно|правильно|лучше|мне|нам|ему|ей|им|в|на|с|из|к|ее|его|их|это|сделать|*ть|*ться|*ти), где *, куда *, сколько *, сколко *, какой *, какая *, какие *, каким *, какую *, какое *, когда .. (будет|заканчивается|истекает|можно) *, что (нужно|надо|будет|такое|лучше|выбрать|входит|дает|значит) *, чем отличается *, есть ли *, будет ли *, входит ли *, можно ли *, нужно ли *, надо ли *, умеет ли *, а можно *, кто может *, что (еще |тут |теперь |мне |нам |надо |нужно )?(* )?(нажать|проверить|выбрать|указать|включить|поменять|прописать|настроить|посмотреть|могло|может) *, на каком *, в каком *, до какого *, влияет ли *, останутся ли *, сохранятся ли *, сохранится ли *, поддерживает* ли *, *(ет|ут|ит|ют|ат|ят)(ся)? ли *, *(но|жен|жна|жны|ли|лся|лось) ли *,
як (масово|швидко|автоматично|окремо|вручну|простіше|зручніше|повністю|одразу) *, як (можна|правильно|краще|мені|нам|йому|їй|їм|в|у|на|з|до|це|зробити|*ти|*тися|*ть), де *, куди *, скільки *, який *, яка *, які *, яким *, яку *, яке *, що (потрібно|треба|буде|таке|краще|вибрати|входить|дає|означає) *, чим відрізняється *, чи *, а чи *, що (ще |тут |тепер |мені |нам |треба )?(* )?(натиснути|перевірити|вибрати|вказати|увімкнути|поміняти|прописати|налаштувати|подивитися|могло|може) *, на якому *, у якому *, до якого *,
(what|where|who|how)'s *, how (do|can|could|should|much|many|to|would|long|often|does|is|are) *, where (do|can|is|are|to|should) *, which *, what (is|are|does|do|would|should|happens|kind|plan|edition|exactly) *, is (there|it|the) *, are (there|we|the) *, does *, do (we|i|you) *, will *, can (we|i|it|the|this|one|you|a) *, when (does|do|will|is|can) *, who *, whether *, are the *, could (you|we) *, would it *`

/** They ask whatever follows. */
export const askingVerbs = `подскажите *, скажите *, посоветуйте *, підкажіть *, скажіть *, порадьте *`

/** Said anywhere they ask for a way. */
export const waysAsked = `как (мне |нам |лучше |правильно )?*(ть|ться|ти) *, як (мені |нам |краще |правильно )?*(ти|тись|тися) *`

/** They ask only after a word of asking. */
export const wordsWhenAsked = `когда * * *, кто * * *, откуда * * *, насколько * * *, на когда * * *, коли * * *, хто * * *, звідки * * *, наскільки * * *, when * * *, who * * *, how * * *, if * * *, whether * * *`

/** What these name is what it is for, not what is wanted. */
export const purposeOfNeed = `нуж(ен|на|но|ны) (сегодня|завтра|срочно|для|к|до), потріб(ен|на|но|ні) (сьогодні|завтра|терміново|для|до), надо сегодня, треба сьогодні, (нужно|надо) (для|к|до) *, треба (для|до) *, (это|оно) (нам |мне )?(нужно|надо) *, це (нам |мені )?(треба|потрібно) *, (нам|мне) это (нужно|надо) *, (нам|мені) це (треба|потрібно) *`

/** "Две задачи вместо одной" tells what was expected. */
export const insteads = `вместо, замість, instead of, rather than`

export const infinitives = `*(ть|ти|ться|тися)`
export const noInfinitives = `*ость, *ість, пусть, есть, часть, опять, путь, память, область, очередь, пять, шесть, десять, мать, сеть, сети, почти, новости, части, очереди, области, пути, хоть, чуть, жизнь, смерть, гости, вісті, сть, скорости, *ости, *ості`
/** Help with what was told, not another act. */
export const generalInfinitives = `провер*, исправ*, разобра*, найти, посмотр*, помоч*, реш*, подсказ*, перевір*, виправ*, розібра*, знайти, подиви*, допомог*, виріш*, быть, бути, работать, працювати, понять, зрозуміти`
