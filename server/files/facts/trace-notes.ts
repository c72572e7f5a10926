/**
 * Names that programs leave, with what it means that they are there. A name can be forged and a missing name
 * proves nothing: the sentences say no more than that.
 */
const traces: [pattern: RegExp, says: (name: string) => string][] = [
  [
    /^(Lavf|Lavc|libav|ffmpeg)/i,
    (name) =>
      `Written by ffmpeg or a program built on it (${name}): it is most likely not the file as a camera wrote it.`,
  ],
  [
    /^x26[45] |libx26[45]/i,
    (name) => `Its pictures were compressed by a program (${name}), as re-encoding does.`,
  ],
  [
    /HandBrake|GPAC|MP4Box|mkvmerge|Mediabunny|Remotion/i,
    (name) =>
      `Written by a program (${name}): it is most likely not the file as a camera wrote it.`,
  ],
  [
    /produced by Google/i,
    (name) => `Written by a service of Google, such as YouTube (${name}): a copy, not an original.`,
  ],
  [
    /Premiere|Final Cut|iMovie|DaVinci|CapCut|InShot|KineMaster|Filmora|VSDC|VEGAS|Shotcut|Kdenlive|OpenShot|Avid/i,
    (name) => `Written by an editing program (${name}).`,
  ],
  [
    /Photoshop|Lightroom|GIMP|Snapseed|Picasa|Paint\.NET|Pixelmator|Affinity|darktable|RawTherapee|Canva|PicsArt|VSCO|Facetune|ACDSee|IrfanView|ImageMagick|Capture One|Luminar/i,
    (name) => `Written by a picture editor (${name}).`,
  ],
  [
    /^(Chrome|Mozilla|Firefox|QTmuxingApp)/i,
    (name) => `Recorded or written in a browser (${name}).`,
  ],
]

export function traceNotes(software: readonly string[]): string[] {
  const said = new Set<unknown>()
  return software.flatMap((name) => {
    const trace = traces.find(([pattern]) => pattern.test(name))
    // The versions of one program's parts are one thing to say.
    if (!trace || said.has(trace)) return []
    said.add(trace)
    return [trace[1](name)]
  })
}
