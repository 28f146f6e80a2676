/** What people of the city are called. */

export const firstNames = [
  'Ada',
  'Bela',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Grace',
  'Hélène',
  'Ivo',
  'Jürgen',
] as const;

export const lastNames = [
  'Almeida',
  'Berg',
  'Çelik',
  'Dupont',
  'Eriksen',
  'Fischer',
  'García',
  'Horváth',
  'Ito',
] as const;
