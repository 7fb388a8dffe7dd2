"""Labour: occupations, wages, vacancies and who works where."""
