/** Sentences of the video viewer and of what is cited from clips. */
export const messages = {
  opening: 'Opening the clip…',
  counting: (percent: number) => `Finding its frames… ${percent} %`,
  picture: (title: string) =>
    `Picture of ${title}. Arrow keys move it, plus and minus zoom, 0 fits it.`,
  problem: {
    'no-file': 'There is no file of this clip here to look at.',
    unreadable:
      'The frames of this clip could not be read here. The original is kept byte for byte, and what was read from it stands in the inspector.',
    'no-picture':
      'This file holds no picture, so no frame can be shown or cited. It can be listened to, and the original is kept.',
    undecodable: (codec: string | undefined) =>
      `This browser cannot decode the clip${codec === undefined ? '' : ` (${codecName(codec)})`}, so its frames cannot be shown here. The original is kept byte for byte, and what was read from it stands in the inspector.`,
  },
  workingCopy:
    'Shown from a working copy, because this browser cannot decode the original. Frames taken here say so.',
  broken: 'This frame cannot be decoded: the file is damaged here, or could not be reached.',
  announce: (index: number, time: string) => `Frame ${index}, ${time}`,
  controls: {
    label: 'Player',
    back: 'One frame back (,)',
    on: 'One frame on (.)',
    backwards: 'Backwards, faster with each press (J)',
    onwards: 'Onwards, faster with each press (L)',
    play: 'Play (K or space)',
    pause: 'Pause (K or space)',
    mute: 'Mute',
    unmute: 'Sound on',
    frame: 'Frame',
    frameNumber: 'Frame number',
    lastFrame: (last: number) => `Counted from 0; the last is ${last}.`,
    of: (last: number) => `of 0–${last}`,
    speed: (rate: number) => `${rate < 0 ? '−' : ''}${Math.abs(rate)}×`,
    markIn: 'In',
    markInLabel: (text: string) => `${text}: mark where a range begins (I)`,
    markOut: 'Out',
    markOutLabel: (text: string) => `${text}: mark where the range ends (O)`,
    loop: 'Loop',
    loopLabel: 'Play the range again and again (R)',
    clear: 'Clear the marks (X)',
    grab: 'Grab frame',
    grabLabel: 'Grab frame as a photo (G)',
    crop: 'Crop',
    cropLabel: 'Take only a part of the frame (C)',
    sheet: 'Contact sheet',
    variable: (begins: string, lastsMs: number) =>
      `Frame rate varies: this one begins at ${begins} s and is shown for ${lastsMs} ms`,
  },
  line: {
    label: 'Time line',
    note: (words: string, span: string) => `Note, ${span}: ${words}`,
    quote: (words: string, span: string) => `Quote, ${span}: ${words}`,
    grabbed: (title: string) => `Cited frame: ${title}`,
  },
  crop: {
    label: (x: number, y: number, w: number, h: number) =>
      `Part to take: ${w} × ${h} pixels from ${x}, ${y}. Arrow keys move it, with Shift they size it.`,
    corner: 'Size of the part',
  },
  grab: {
    title: (title: string, index: number, time: string) => `${title}, frame ${index} (${time})`,
    receivedFrom: (title: string, index: number, time: string, by: string) =>
      `Frame ${index} (${time}) grabbed from “${title}” by ${by}.`,
    done: (index: number) => `Frame ${index} is on the board as a photo.`,
    failed: 'The frame could not be taken: its pixels cannot be read here.',
  },
  side: {
    label: 'About the clip',
    notes: 'Notes',
    quotes: 'Quotes',
    words: 'Words',
    frames: 'Frames',
  },
  notes: {
    none: 'No notes on the time line yet.',
    label: 'New note',
    placeholder: 'What is seen or heard here',
    addAt: (time: string) => `Add at ${time}`,
    addTo: (span: string) => `Add to ${span}`,
    show: 'Show',
    edit: (note: string) => `Change the note “${note}”`,
    remove: (note: string) => `Delete the note “${note}”`,
    editLabel: 'Note',
    save: 'Save',
    cancel: 'Cancel',
    moveTo: (span: string) => `Move to ${span}`,
    without: 'Without words',
  },
  quotes: {
    none: 'No quote is bound to this clip yet.',
    add: (span: string) => `New quote from ${span}`,
    markFirst: 'Mark a range with In and Out to make a quote of it.',
    listen: 'Play',
    open: (words: string) => `Show the quote in the inspector: ${words}`,
    title: (title: string, span: string) => `Heard in ${title}, ${span}`,
    noWords: 'No words yet',
  },
  words: {
    none: 'No subtitles or transcript yet.',
    add: 'Add subtitles or a transcript',
    help: 'WebVTT or SRT. Dropping a file here adds it too.',
    choose: 'Shown',
    search: 'Search in the words',
    found: (count: number) => (count === 1 ? '1 line' : `${count.toLocaleString('en-GB')} lines`),
    notFound: 'No line holds these words.',
    line: 'Show',
    quote: (text: string) => `Make a quote of “${text}”`,
    language: 'Language',
    languageMissing: 'Language not recorded',
    remove: 'Take these words off the clip',
    leftOut: (count: number) =>
      count === 1
        ? 'One passage has no time that could be read, and is left out.'
        : `${count} passages have no time that could be read, and are left out.`,
    empty: 'No passage with a time could be read in this file. It is kept all the same.',
    unreadable: 'The file could not be fetched.',
    refused: 'That file holds no WebVTT or SRT passages, so it was not added.',
    opening: 'Reading the words…',
    asWritten: (label: string, speaker: string | undefined) =>
      `As written in “${label}”${speaker === undefined ? '' : `, which names the speaker “${speaker}”`}.`,
  },
  frames: {
    none: 'No frame of this clip has been grabbed yet.',
    show: 'Show',
    open: (title: string) => `Show the photo in the inspector: ${title}`,
  },
  sheet: {
    label: 'Contact sheet',
    count: 'Frames',
    choose: 'Chosen',
    evenly: 'Evenly',
    'at-scene-changes': 'At scene changes',
    ofRange: (span: string) => `From the marked range ${span}.`,
    ofWhole: 'From the whole clip.',
    make: 'Make',
    close: 'Close',
    cancel: 'Cancel',
    progress: (percent: number) => `Taking frames… ${percent} %`,
    done: (count: number) =>
      count === 1 ? 'One frame is on the board.' : `${count} frames are on the board.`,
    fewer: (count: number, wanted: number) =>
      `${count} of ${wanted} frames are on the board: no more scene changes were found.`,
    failed: 'The contact sheet could not be made: a frame cannot be decoded here.',
  },
  frameSource: {
    of: (index: number) => `Frame ${index} of`,
    at: (time: string) => `at ${time}`,
    whole: 'The whole frame.',
    part: 'A part of the frame.',
    copy: 'Decoded from a working copy, not from the original.',
    pixels: 'SHA-256 of the pixels',
    open: 'Show it in the clip',
    gone: 'a clip that is no longer on the board',
    check: 'Check again',
    checking: 'Decoding the frame again…',
    same: 'Decoded again: the pixels are the same.',
    other: 'Decoded again: the pixels are not the same as when it was grabbed.',
    impossible: 'The frame cannot be decoded here, so it could not be checked.',
  },
  range: {
    clip: 'Clip',
    none: 'Bound to no clip',
    start: 'From',
    end: 'To',
    bad: 'A time reads like 0:02 or 1:05.5, and the end is not before the start.',
    take: (span: string) => `Use the player’s range, ${span}`,
    open: (title: string, span: string) => `Play ${title}, ${span}`,
    gone: 'A clip that is no longer on the board',
  },
}

function codecName(codec: string): string {
  const names: Record<string, string> = {
    avc: 'H.264',
    hevc: 'HEVC',
    vp8: 'VP8',
    vp9: 'VP9',
    av1: 'AV1',
  }
  return names[codec] ?? codec
}
