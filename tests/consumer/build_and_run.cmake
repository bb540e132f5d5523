# SPDX-License-Identifier: MIT
# Builds the consumer project `way` in the empty folder `work`, and runs its programs. The one that
# uses find_package gets the library from an installation in a temporary prefix. The others build it
# from source, several files at once: a quarter of the time, and a mode that some projects build in.

file(REMOVE_RECURSE ${work})
if(way STREQUAL "find_package")
    execute_process(
        COMMAND ${CMAKE_COMMAND} --install ${library_build} --prefix ${work}/prefix
        COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${way} -B ${work}/build -G ${generator}
        -D CMAKE_CXX_COMPILER=${compiler}
        -D "CMAKE_CXX_COMPILER_LAUNCHER=${launcher}"
        -D CMAKE_PREFIX_PATH=${work}/prefix
        -D "components=${components}"
        -D CMAKE_UNITY_BUILD=ON -D CMAKE_UNITY_BUILD_BATCH_SIZE=6
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${work}/build
    COMMAND_ERROR_IS_FATAL ANY)

file(GLOB programs ${work}/build/consumer*)
foreach(program IN LISTS programs)
    execute_process(COMMAND ${program} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
