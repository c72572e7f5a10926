import { isMatchGrade, matchGrades, type MatchGrade } from '../../../shared/evidence/pair.ts'

export function GradeSelect({
  id,
  label,
  value,
  onChange,
}: {
  id?: string
  label?: string
  value: MatchGrade
  onChange: (grade: MatchGrade) => void
}) {
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        if (isMatchGrade(currentTarget.value)) onChange(currentTarget.value)
      }}
    >
      {Object.entries(matchGrades).map(([grade, word]) => (
        <option key={grade} value={grade}>
          {word}
        </option>
      ))}
    </select>
  )
}
