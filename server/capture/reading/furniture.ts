/**
 * What a site says about itself in the middle of an article: sign-up boxes, consents, pointers to other articles.
 * It is recognised by what it asks of the reader, so that people quoted on newsletters or privacy are kept.
 */

/** Longer paragraphs are the article's own. */
const MOST_CHARACTERS = 420

const consent =
  /\bby (signing up|subscribing|registering|joining|clicking|tapping|submitting|entering|providing|creating an account|continuing|checking|using (this|our))\b/i
const agreed =
  /\b(I|you|you're|you are|we) (hereby )?(accept|agree|consent|acknowledge|confirm|agreeing)\b/i
const legal =
  /\b(terms (and|&) conditions|terms of (use|service)|terms & privacy|privacy (policy|notice|statement)|cookie (policy|notice)|user agreement)\b/i

const asks =
  /\b(sign(ed|ing)?[ -]?up|sign in|log in|subscrib(e|ed|ing)|register|get|receive|join|download|follow|install|enable|turn on|click|tap|support|donate|stay (informed|updated|up to date|ahead))\b/i
const channel =
  /\b(newsletters?|inbox|e-?mail( address)?|alerts?|push notifications?|notifications?|our app|mobile app|channel|podcasts?|briefing|breaking news|whatsapp|telegram|subscription|subscribers?|free trial|account|updates|app store|google play|facebook|instagram|youtube|twitter)\b/i
const addressed = /\b(our|us|your|you|we)\b/i

/** Whole paragraphs that are never part of an article. */
const labels: RegExp[] = [
  /^(advertisement|advertising|sponsored( content)?|promoted( content)?|paid (post|content))\b.{0,60}$/i,
  /^(share|tweet|e-?mail|print|save|copy( the)? link|bookmark|comments?|reply|like|listen|loading)( (this|the) (article|story|page|post))?[\s.:…!]*$/i,
  /^(share (this|on|via)|follow us|find us|like us|join us|contact us)\b.{0,100}$/i,
  /^(read|see|watch|also|more|related|recommended|trending|most (read|popular|viewed)|don't miss|you (may|might) also like|editors?'? picks?)( (more|also|read|next|this|on|from|in|about|articles?|stories|story|topics?|coverage|content|reading|for you|video|links?))*\s*(:.{0,160}|[.>»→…]*)$/i,
  /^(story continues|article continues|continue reading|keep reading|scroll (down|to)|skip (to|past|advertisement))\b.{0,100}$/i,
  /^(sign (in|up)|log ?in|log ?out|subscribe( now| today)?|register( now)?|create an account|already a (subscriber|member)|not a subscriber|try (it )?free)\b.{0,100}$/i,
  /^(thank(s| you) for (signing up|subscribing|registering|your (interest|subscription)))\b.{0,160}$/i,
  /^(please )?enter (a valid|your) e-?mail\b.{0,100}$/i,
  /^(we use|this (site|website) uses|accept( all)?|manage) cookies\b.{0,200}$/i,
  /^(you have|you've) (reached|\d+) .{0,80}(limit|articles?|free)\b.{0,100}$/i,
  /^this (site|form) is protected by recaptcha\b.{0,200}$/i,
  /^(copyright\b|©|ⓒ|\(c\)\s).{0,160}$/i,
  /^(all rights reserved)\b.{0,60}$/i,
  // German, French, Spanish, Portuguese, Italian.
  /^(anzeige|werbung|lesen sie auch|mehr zum thema|newsletter|jetzt abonnieren|publicité|à lire aussi|lire aussi|abonnez-vous|inscrivez-vous|publicidad|lea también|le puede interesar|suscr[íi]bete|publicidade|leia também|assine|pubblicità|leggi anche|iscriviti)(?=[\s:.!]|$).{0,160}$/i,
  // Russian, Ukrainian.
  /^(реклама|читайте также|читать также|подписывайтесь|подпишитесь|подписаться|поделиться|читайте також|підписуйтесь|підписатися)(?=[\s:.!]|$).{0,160}$/iu,
  // Korean, Japanese, Chinese.
  /(무단\s?전재|재배포\s?금지|뉴스레터|구독(하기|신청)|기사\s?제보|関連記事|無断転載|ニュースレター|版权所有|相关阅读|订阅).{0,80}$/u,
]

/** Whether a paragraph is the site's and not the article's. */
export function isFurniture(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false
  if (labels.some((label) => label.test(text) && text.length <= 220)) return true
  // What people are quoted as saying is theirs.
  const own = text.replace(/[“"«„][^”"»“]{0,400}[”"»“]/g, ' ')
  if (isConsent(own)) return true
  const sentences = own.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '')
  return sentences.length <= 3 && sentences.some(isInvitation) && !hasReporting(own)
}

/** A paragraph without the sentences of consent that were run into it. */
export function withoutConsent(text: string): string {
  if (!consent.test(text)) return text
  return text
    .split(/(?<=[.!?])\s+(?=\p{Lu}|\p{Lo})/u)
    .filter((sentence) => !isConsent(sentence.replace(/[“"«][^”"»]{0,400}[”"»]/g, ' ')))
    .join(' ')
}

function isConsent(text: string): boolean {
  return (
    (consent.test(text) && (legal.test(text) || agreed.test(text))) ||
    (agreed.test(text) && legal.test(text))
  )
}

function isInvitation(sentence: string): boolean {
  return asks.test(sentence) && channel.test(sentence) && addressed.test(sentence)
}

/** Somebody says, did or was something: a report about channels and subscribers, not an invitation to them. */
function hasReporting(text: string): boolean {
  return /\b(said|says|told|according to|reported|announced|claimed|wrote|was|were|had|has been)\b/i.test(
    text,
  )
}
