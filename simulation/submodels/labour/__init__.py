"""Labour: jobs end, vacancies open, people search and are hired, wages move."""
