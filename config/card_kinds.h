#pragma once
// The keys of each kind of card, read into CardConfig::settings and ::files. For card_config.cpp
// only, which reads the keys that all kinds share. Thread: reentrant.

#include "config/card_config.h"

namespace pendopo {

class ObjectReader;

void read_number_card(ObjectReader& object, CardConfig& card);
void read_table_card(ObjectReader& object, CardConfig& card);
void read_progress_card(ObjectReader& object, CardConfig& card);
void read_chart_card(ObjectReader& object, CardConfig& card);
void read_map_card(ObjectReader& object, CardConfig& card);
void read_ticker_card(ObjectReader& object, CardConfig& card);
void read_clock_card(ObjectReader& object, CardConfig& card);
void read_text_card(ObjectReader& object, CardConfig& card);
void read_image_card(ObjectReader& object, CardConfig& card);
void read_qr_card(ObjectReader& object, CardConfig& card);
void read_notice_card(ObjectReader& object, CardConfig& card);
void read_small_multiples_card(ObjectReader& object, CardConfig& card);
void read_comparison_card(ObjectReader& object, CardConfig& card);
void read_queue_card(ObjectReader& object, CardConfig& card);
void read_story_card(ObjectReader& object, CardConfig& card);

}  // namespace pendopo
