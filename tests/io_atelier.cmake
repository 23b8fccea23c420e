# The atelier: what is drawn, and the same scenarios through `lisiere scenario`.
lisiere_test(io/atelier DEPS io_atelier test_program LIBS nlohmann_json::nlohmann_json fmt::fmt SOURCES equality_test.cpp hostile_test.cpp job_queue_test.cpp kept_test.cpp recent_memo_test.cpp request_test.cpp ../serve/http_client.cpp)
